package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.model.ResNetConfig;
import seco.run.Settings;

class TrackConfigTest {
  private static TrackConfig of(String profile) {
    return TrackConfig.of(profile, "smoke", ResNetConfig.of(18), TrackConfig.RANDOM, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "siamFc.exemplarPixels=7               | siamFc.exemplarPixels 7: must lie in 8..1024",
        "siamFc.searchPixels=127               | siamFc.searchPixels 127: must lie in 128..1024",
        "siamFc.context=-0.1                   | siamFc.context -0.1: must lie in 0..10",
        "siamFc.scales=2                       | siamFc.scales 2: must be odd",
        "siamFc.scales=65                      | siamFc.scales 65: must lie in 1..63",
        "siamFc.scaleStep=0.9                  | siamFc.scaleStep 0.9: must lie in 1..2",
        "siamFc.scalePenalty=1.1               | siamFc.scalePenalty 1.1: must lie in 0..1",
        "siamFc.scaleDamping=-1                | siamFc.scaleDamping -1: must lie in 0..1",
        "siamFc.windowInfluence=2              | siamFc.windowInfluence 2: must lie in 0..1",
        "siamFc.upsampling=0                   | siamFc.upsampling 0: must lie in 1..64",
        "siamFc.upsampledCells=255             | siamFc.upsampledCells 255: must lie in 256..288",
        "siamFc.stride=16                      | siamFc.stride 16: the trunk's is 8",
        "siamFc.stride=0                       | siamFc.stride 0: must lie",
        "siamFc.cropRing=8                     | siamFc.cropRing 8: must lie in 0..7",
        "head.channels=-1                      | head.channels -1: must lie in 0..65536",
        "head.responseFactor=-1                | head.responseFactor -1: must lie",
        "training.epochs=0                     | training.epochs 0: must lie",
        "training.batchSize=0                  | training.batchSize 0: must lie",
        "training.batchSize=12532              | training.batchSize 12532: must lie in 1..12531",
        "training.momentum=1                   | training.momentum 1: must lie",
        "training.weightDecay=-1               | training.weightDecay -1: must lie in 0..1",
        "training.rate.first=0                 | training.rate.first 0: must be above 0",
        "training.rate.last=-1                 | training.rate.last -1: must be above 0",
        "training.rate.warmupSteps=-1          | training.rate.warmupSteps -1: must lie",
        "training.pairs.perSequence=0          | training.pairs.perSequence 0: must lie",
        "training.pairs.freshEpochs=-1         | training.pairs.freshEpochs -1: must lie",
        "training.pairs.searchPixels=127       | pairs.searchPixels 127: must lie in 128..253",
        "training.pairs.searchPixels=254       | pairs.searchPixels 254: must lie in 128..253",
      })
  void values_ofNoUse_areRefusedByNameAndBounds(String change, String message) {
    String[] pair = change.split("=", -1);
    Map<String, Object> changes = Map.of(pair[0], pair[1]);
    InputException e = assertThrows(InputException.class, () -> Settings.with(of("ours"), changes));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void enlargedResponse_followsUpsamplingAndPixels() {
    SiamFcConfig ours = SiamFcConfig.ours();
    assertEquals(17, ours.responseCells());
    assertEquals(272, ours.enlargedCells());
    assertEquals(136, Settings.with(ours, "upsampling", 8).enlargedCells());
    assertEquals(288, Settings.with(ours, "exemplarPixels", 120).enlargedCells());
    assertEquals(18, SiamFcConfig.vince().responseCells());
    assertEquals(272, SiamFcConfig.vince().enlargedCells()); // as its program
    InputException e =
        assertThrows(
            InputException.class, () -> Settings.with(SiamFcConfig.vince(), "upsampling", 8));
    assertTrue(e.getMessage().contains("upsampledCells 272: must lie in 136..152"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void response_inTraining_followsTheTrunksStride(int dilatedStages) {
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put("trunk.dilatedStages", dilatedStages);
    changes.put("siamFc.stride", 32 >> dilatedStages);
    int[] cells = {5, 8, 15, 29}; // of 239 and 127: 8-4+1, 15-8+1, 30-16+1, 60-32+1
    assertEquals(cells[dilatedStages], Settings.with(of("ours"), changes).trainingCells());
  }
}
