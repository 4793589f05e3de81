package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.lab.LabSplit;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.probe.ClipExtractor;
import seco.probe.FeatureFile;
import seco.probe.FeatureRows;
import seco.probe.FeatureSet;
import seco.run.Card;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.run.Score;
import seco.sample.SpacedClips;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;
import seco.video.FrameStore;

final class ClipFeaturesTest {
  private static final DualVarConfig CONFIG = DualVarConfig.smoke(DualVarFlavour.SIMCLR);

  @TempDir private Path folder = Path.of("");

  @Test
  void fileOfChunks_holdsTheMeansOfTheVideosClips() throws Exception {
    try (LabData lab = LabData.open(folder, Scale.SMOKE, 0.5, 3, Progress.SILENT);
        NDManager manager = NDManager.newBaseManager()) {
      ClipNetwork network = ClipNetwork.random(CONFIG, manager);
      ClipExtractor extractor = new ClipExtractor(network.encoder(), network.shown());
      Card card = network.card(lab.test());
      Path place = folder.resolve("test.safetensors");
      FeatureRows rows = extractor.rows(lab.test());
      FeatureFile file =
          new FeatureFile(place, rows, network.encoder().trunk().featureSize(), card);
      assertEquals(25, file.chunks().rowsPerChunk()); // of ten clips of eight frames
      file.begin();
      extractor.make(lab.test(), file, file.missing(), Progress.SILENT);
      file.finish();
      FeatureSet means = extractor.clips(lab.test(), card.fields(), Progress.SILENT).perVideo();
      FeatureSet read = FeatureSet.read(place);
      assertArrayEquals(means.values(), read.values());
      assertArrayEquals(means.labels(), read.labels());
      assertEquals(means.names(), read.names());
    }
  }

  @Test
  void storeThatLacksFrames_isRefused() throws Exception {
    LabData.make(LabData.dataset(Scale.SMOKE, 0.5, 3), folder, 4, Progress.SILENT);
    try (FrameStore some = FrameStore.open(LabData.store(folder, LabSplit.TEST))) {
      InputException e =
          assertThrows(
              InputException.class, () -> FeatureRows.clips(some, new SpacedClips(10, 8, 1)));
      assertTrue(e.getMessage().contains("keeps 4 of the 16 frames"), e.getMessage());
    }
  }

  @Test
  void retrieval_isCentredAndNot() {
    // Less their means both sets are (0, 1) and (0, -1); as they are, (1, 1) finds (1, 1).
    FeatureSet gallery = pair(1, 1, 1, -1);
    FeatureSet queries = pair(1, 3, 1, 1);
    List<Score> scores = ClipRetrieval.scores(gallery, queries);
    RunRecords found =
        new RunRecords(scores.stream().map(score -> new RunRecord("a", 1, score)).toList());
    assertEquals(1, found.values("a", ClipRetrieval.CENTRED + 1)[0]);
    assertEquals(0.5, found.values("a", "recall.1")[0]);
    assertEquals("own", scores.get(0).card().get("centre").orElseThrow());
  }

  private static FeatureSet pair(float... values) {
    return new FeatureSet(values, 2, new int[] {0, 1}, List.of("a", "b"), Map.of());
  }

  @Test
  void networkOfAFile_hasItsTrunk_andNeedsNoHeads() throws Exception {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipNetwork random = ClipNetwork.random(CONFIG.with(Map.of("seed", 7)), manager);
      NamedArrays trunk = random.encoder().arrays().only(name -> !name.startsWith("fc_"));
      Path file = folder.resolve("trunk.safetensors");
      SafeTensors.write(file, trunk, Map.of());
      ClipNetwork read = ClipNetwork.ofFile(file, CONFIG, manager);
      trunk.forEach(
          (name, array) ->
              assertArrayEquals(
                  array.toFloatArray(), read.encoder().arrays().get(name).toFloatArray(), name));
      Files.delete(file);
      SafeTensors.write(file, trunk.only(name -> !name.startsWith("conv3")), Map.of());
      assertThrows(InputException.class, () -> ClipNetwork.ofFile(file, CONFIG, manager));
    }
  }
}
