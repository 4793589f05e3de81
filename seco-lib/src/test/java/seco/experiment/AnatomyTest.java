package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;

class AnatomyTest {
  /** ResNet-50's literature: 25,557,032 parameters with its classifier of 2,049,000. */
  @Test
  void parameters_ofResNet50_areThePublishedNumber() {
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = encoder(manager, ResNetConfig.of(50), SecoEncoder.Heads.SHARED)) {
      Map<String, Long> parts = Anatomy.parameters(encoder);
      long trunk = parts.values().stream().mapToLong(n -> n).sum();
      trunk -= parts.get("fc") + parts.get("fc_order_classifier");
      assertEquals(25_557_032 - 2_049_000, trunk);
      assertEquals(2048L * 2048 + 2048 + 2048 * 128 + 128, parts.get("fc"));
      assertEquals(384L * 2 + 2, parts.get("fc_order_classifier"));
    }
  }

  @Test
  void stages_ofResNet50At224_areThePublishedOnes() {
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = encoder(manager, ResNetConfig.of(50), SecoEncoder.Heads.SHARED)) {
      List<Anatomy.Stage> stages = Anatomy.stages(encoder, 224);
      Anatomy.Stage last = stages.get(4);
      assertEquals(2048, last.channels());
      assertEquals(7, last.edge());
      assertEquals(32, last.stride());
      // 11 after the stem; then 3, 4, 6, 3 blocks of one 3x3 each, the first at the old stride.
      int field = 11 + 3 * 8 + (8 + 3 * 16) + (16 + 5 * 32) + (32 + 2 * 64);
      assertEquals(field, last.receptiveField());
      double work = stages.stream().mapToDouble(Anatomy.Stage::multiplyAdds).sum();
      assertEquals(4089.2 - 2.0, work, 0.5); // without the classifier's two millions
    }
  }

  @Test
  void stages_ofResNet18_reachAsFarAsTheirLayers() {
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder =
            encoder(manager, new ResNetConfig(18, 8, 0), SecoEncoder.Heads.PER_TASK)) {
      int[] fields =
          Anatomy.stages(encoder, 64).stream().mapToInt(Anatomy.Stage::receptiveField).toArray();
      assertEquals(List.of(11, 43, 99, 211, 435), java.util.Arrays.stream(fields).boxed().toList());
    }
  }

  @Test
  void stages_dilated_keepTheirStrideAndReachFurther() {
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder plain =
            encoder(manager, new ResNetConfig(18, 8, 0), SecoEncoder.Heads.PER_TASK);
        SecoEncoder dilated =
            encoder(manager, new ResNetConfig(18, 8, 2), SecoEncoder.Heads.PER_TASK)) {
      Anatomy.Stage before = Anatomy.stages(plain, 64).get(4);
      Anatomy.Stage after = Anatomy.stages(dilated, 64).get(4);
      assertEquals(8, after.stride());
      assertEquals(8, after.edge());
      assertEquals(before.parameters(), after.parameters());
      assertEquals(16 * before.multiplyAdds(), after.multiplyAdds(), 4);
    }
  }

  private static SecoEncoder encoder(
      NDManager manager, ResNetConfig trunk, SecoEncoder.Heads heads) {
    return SecoEncoder.create(manager, trunk, heads, new Random(0));
  }
}
