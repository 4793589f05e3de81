package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.loss.IntraFrameLoss;
import seco.loss.Task;
import seco.model.SecoEncoder;

class PretrainConfigTest {
  @ParameterizedTest
  @ValueSource(strings = {"paper", "desk", "smoke"})
  void toJsonThenFromJson_eachPreset_isTheSame(String name) {
    PretrainConfig config = PretrainConfig.preset(name);
    assertEquals(name, config.preset());
    assertEquals(config, PretrainConfig.fromJson(config.toJson(), "config.json"));
  }

  @Test
  void chance_isOneOfTheCandidatesOfEachTask() {
    PretrainConfig desk = PretrainConfig.desk(); // 96 rows of memory
    assertEquals(1 / 97.0, desk.chance(Task.INTER));
    assertEquals(1 / 97.0, desk.chance(Task.FRAMES));
    assertEquals(1 / 3.0, desk.chance(Task.INTRA));
    assertEquals(1 / 2.0, desk.chance(Task.ORDER));
    assertEquals(131_073, PretrainConfig.paper().candidates(Task.INTER));
  }

  @Test
  void keysAVideo_areThreeOfASequenceAndOneOfAFrame() {
    assertEquals(3, PretrainConfig.desk().keysAVideo());
    assertEquals(1, PretrainConfig.desk().withTasks(EnumSet.of(Task.FRAMES)).keysAVideo());
  }

  @Test
  void paper_hasThePapersNumbers() {
    PretrainConfig paper = PretrainConfig.paper();
    assertEquals(50, paper.encoder().trunk().depth());
    assertEquals(SecoEncoder.Heads.PER_TASK, paper.encoder().heads());
    assertEquals(131_072, paper.contrast().memorySize());
    assertEquals(0.999, paper.contrast().momentum());
    assertEquals(0.1, paper.contrast().temperature());
    assertEquals(IntraFrameLoss.Reading.PAPER, paper.contrast().intra());
    assertEquals(KeyBatches.SEPARATE, paper.contrast().keys());
    assertEquals(4, paper.contrast().replicas(), "128 videos a device");
    assertEquals(ReplicaStatistics.FIRST, paper.contrast().statistics());
    assertEquals(224, paper.patches().pixels());
    assertEquals(512, paper.optimization().batchSize());
    assertEquals(0.2, paper.optimization().learningRate());
    assertEquals(400, paper.optimization().length());
    assertEquals("inter,intra,order", paper.taskNames());
  }

  @Test
  void preset_unknownName_isRefused() {
    String message =
        assertThrows(InputException.class, () -> PretrainConfig.preset("dsek")).getMessage();
    assertEquals("preset 'dsek': choose paper, desk or smoke", message);
  }

  @Test
  void with_memoryBelowTheKeysOfABatch_isRefused() {
    PretrainConfig smoke = PretrainConfig.smoke(); // batch of 8: 24 keys
    String message =
        assertThrows(InputException.class, () -> smoke.with("contrast.memorySize", 23))
            .getMessage();
    assertEquals("a memory of 23 rows does not hold the 24 keys of a batch", message);
    PretrainConfig frames = smoke.withTasks(EnumSet.of(Task.FRAMES));
    assertEquals(8, frames.with("contrast.memorySize", 8).contrast().memorySize());
  }

  @Test
  void with_replicasThatDoNotSplitTheBatch_isRefused() {
    PretrainConfig smoke = PretrainConfig.smoke(); // batch of 8
    assertEquals(1, smoke.contrast().replicas());
    assertEquals(4, smoke.with("contrast.replicas", 4).contrast().replicas());
    refused(
        smoke,
        "contrast.replicas",
        3,
        "replicas 3: a batch of 8 does not split into equal parts; choose a divisor");
    refused(
        smoke,
        "contrast.replicas",
        8,
        "replicas 8 of a batch of 8: batch norm needs at least 2 rows a replica");
    refused(smoke, "contrast.replicas", 0, "replicas 0: must be at least 1");
    refused(
        smoke.with("contrast.replicas", 4),
        "optimization.batchSize",
        10,
        "replicas 4: a batch of 10 does not split into equal parts; choose a divisor");
  }

  @Test
  void fromJson_ofBeforeTheReplicas_isOneReplica() {
    PretrainConfig smoke = PretrainConfig.smoke();
    String old = withoutReplicas(smoke.toJson());
    assertTrue(!old.contains("replicas") && !old.contains("statistics"), old);
    assertEquals(smoke, PretrainConfig.fromJson(old, "config.json"));
  }

  /** The settings as they were written before there were replicas. */
  static String withoutReplicas(String json) {
    return json.replaceAll(",\\s*\"replicas\": 1,\\s*\"statistics\": \"FIRST\"", "");
  }

  @Test
  void fromJson_ofBeforeTheCompiledNetworks_isByBlocksInFloat32() {
    PretrainConfig smoke = PretrainConfig.smoke();
    String old =
        smoke
            .toJson()
            .replaceAll(",\\s*\"network\": \"BLOCKS\",\\s*\"precision\": \"FLOAT32\"", "");
    assertTrue(!old.contains("network") && !old.contains("precision"), old);
    assertEquals(smoke, PretrainConfig.fromJson(old, "config.json"));
  }

  @Test
  void fromJson_ofBeforeColoursOnTheDevice_isByTheLoaders() {
    PretrainConfig paper = PretrainConfig.paper();
    String old = paper.toJson().replaceAll(",\\s*\"colour\": \"LOADER\"", "");
    assertTrue(!old.contains("colour"), old);
    assertEquals(paper, PretrainConfig.fromJson(old, "config.json"));
  }

  @Test
  void fromJson_ofBeforeAnyExecution_isPlain() {
    PretrainConfig smoke = PretrainConfig.smoke();
    String old = smoke.toJson().replaceAll(",\\s*\"execution\": \\{[^}]*\\}", "");
    assertTrue(!old.contains("execution"), old);
    assertEquals(smoke, PretrainConfig.fromJson(old, "config.json"));
  }

  @Test
  void with_coloursOnTheDevice_andABlurWiderThanThePatch_isRefused() {
    PretrainConfig smoke = PretrainConfig.smoke().with("execution.colour", "DEVICE");
    refused(
        smoke,
        "patches.augmentation.maximumSigma",
        11,
        "colour DEVICE: a blur of sigma 11.0 takes in 33 pixels to each side, patches have 32;"
            + " choose colour LOADER");
  }

  @Test
  void with_bfloat16OfBlocks_isRefused() {
    PretrainConfig smoke = PretrainConfig.smoke();
    refused(
        smoke,
        "execution.precision",
        "BF16",
        "precision BF16: needs the network COMPILED, the blocks are float32");
  }

  @Test
  void with_choice_isReadByName() {
    PretrainConfig smoke = PretrainConfig.smoke();
    assertEquals(
        IntraFrameLoss.Reading.CODE, smoke.with("contrast.intra", "CODE").contrast().intra());
    String message =
        assertThrows(InputException.class, () -> smoke.with("contrast.intra", "BOTH")).getMessage();
    assertTrue(message.contains("choose of [PAPER, CODE]"), message);
  }

  @Test
  void withSeedAndTasks_changeNothingElse() {
    PretrainConfig smoke = PretrainConfig.smoke();
    PretrainConfig changed = smoke.withSeed(7).withTasks(EnumSet.of(Task.ORDER));
    assertEquals(7, changed.seed());
    assertEquals("order", changed.taskNames());
    assertEquals(smoke.contrast(), changed.contrast());
    assertEquals(smoke, changed.withSeed(1).withTasks(smoke.tasks()));
  }

  @Test
  void records_valuesOutOfRange_areRefused() {
    PretrainConfig smoke = PretrainConfig.smoke();
    refused(smoke, "patches.pixels", 8, "patches of 8 pixels: must lie in 16..1024");
    refused(smoke, "contrast.momentum", 1.1, "momentum 1.1: must lie in 0..1");
    refused(smoke, "contrast.temperature", 0, "temperatures 0.0, 0.1: must be above 0");
    refused(
        smoke,
        "encoder.trunk.depth",
        20,
        "encoder.trunk.depth = 20: ResNet depth 20: choose 18, 34 or 50");
  }

  private static void refused(PretrainConfig config, String path, Object value, String message) {
    assertEquals(
        message, assertThrows(InputException.class, () -> config.with(path, value)).getMessage());
  }
}
