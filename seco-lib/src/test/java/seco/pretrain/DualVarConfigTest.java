package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.loss.DualVarWeights;

class DualVarConfigTest {
  @ParameterizedTest
  @ValueSource(strings = {"paper", "as-run", "desk", "smoke"})
  void json_ofEveryPreset_isReadAsItWas(String preset) {
    for (DualVarFlavour flavour : DualVarFlavour.values()) {
      DualVarConfig config = DualVarConfig.preset(preset, flavour);
      assertEquals(preset, config.preset());
      assertEquals(config, DualVarConfig.fromJson(config.toJson(), "test"));
    }
  }

  /** Of the authors' scripts. */
  @Test
  void paper_isTheAuthorsSetting() {
    DualVarConfig config = DualVarConfig.paper(DualVarFlavour.SIMCLR);
    assertEquals("R(2+1)D of width 64", config.trunk().title());
    assertEquals(1 / 3.0, config.rankChance());
    assertTrue(config.contrast().clamp());
    assertFalse(DualVarConfig.paper(DualVarFlavour.MOCO).contrast().clamp());
    // UCF101: 9,537 videos in batches of 64, the last incomplete one left out.
    DualVarOptimization optimization = config.optimization();
    int stepsPerEpoch = 9_537 / 64;
    assertEquals(149, stepsPerEpoch);
    assertEquals(200 * 149, optimization.steps(stepsPerEpoch));
    assertEquals(0.003, optimization.rate(120 * 149 - 1, stepsPerEpoch), 1e-12);
    assertEquals(0.0003, optimization.rate(120 * 149, stepsPerEpoch), 1e-12);
    assertEquals(0.00003, optimization.rate(160 * 149, stepsPerEpoch), 1e-12);
  }

  @Test
  void asRun_simClr_hasTheWeightsOfEightDevicesAndSquashedFrames() {
    DualVarConfig simClr = DualVarConfig.asRun(DualVarFlavour.SIMCLR);
    assertEquals(DualVarWeights.asRun8Gpu(), simClr.contrast().weights());
    assertEquals(128, simClr.clips().augmentation().width());
    assertEquals(171, simClr.clips().augmentation().height());
    DualVarConfig moCo = DualVarConfig.asRun(DualVarFlavour.MOCO);
    assertEquals(DualVarWeights.nominal(), moCo.contrast().weights(), "its losses are local");
  }

  @Test
  void clipOrder_ofClipsThatRunBackwards_isRefused() {
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.CLIP_ORDER);
    assertEquals(0, config.clips().frames().reversal());
    assertEquals(0.5, DualVarConfig.smoke(DualVarFlavour.ROTNET3D).clips().frames().reversal());
    assertThrows(InputException.class, () -> config.with(Map.of("clips.frames.reversal", 0.5)));
  }

  @Test
  void withSteps_keepsTheProportionOfTheDrops() {
    DualVarOptimization shorter =
        DualVarConfig.paper(DualVarFlavour.MOCO).optimization().withSteps(50);
    assertEquals(List.of(30, 40), shorter.drops());
    assertEquals(50, shorter.steps(149));
    assertEquals(0.003, shorter.rate(29, 149), 1e-12);
    assertEquals(0.0003, shorter.rate(30, 149), 1e-12);
  }

  @Test
  void with_valuesByPath_changesThem() {
    DualVarConfig config =
        DualVarConfig.smoke(DualVarFlavour.MOCO)
            .with(Map.of("trunk.kind", "C3D", "contrast.weights.clip", "0", "segments", "4"));
    assertEquals("C3D of width 4", config.trunk().title());
    assertEquals(new DualVarWeights(0, 1, 1), config.contrast().weights());
    assertEquals(4, config.segments());
  }

  @ParameterizedTest
  @CsvSource({
    "segments, 3", // of 8 frames
    "segments, 1",
    "contrast.memorySize, 7", // of batches of 8
    "contrast.scale, 0",
    "contrast.momentum, 1.5",
    "contrast.weights.clip, -1",
    "clips.pixels, 38", // of frames of 37
    "clips.frames.stride, 0",
    "clips.augmentation.plain, 2",
    "optimization.batchSize, 1",
    "optimization.dropFactor, 0",
    "optimization.sgdMomentum, 1",
    "optimization.length, 0",
    "trunk.width, 0",
    "trunk.depth, 18"
  })
  void with_valueOutOfRange_isRefused(String path, String value) {
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.MOCO);
    assertThrows(InputException.class, () -> config.with(Map.of(path, value)));
  }

  @Test
  void preset_ofNoName_isRefused() {
    assertThrows(InputException.class, () -> DualVarConfig.preset("tiny", DualVarFlavour.SIMCLR));
  }
}
