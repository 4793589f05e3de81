package seco.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;
import seco.run.Seeds;

class LabConfigTest {
  @ParameterizedTest
  @CsvSource({
    "pixels,30",
    "pixels,33",
    "pixels,2048",
    "frames,3",
    "frames,20000",
    "sceneBias,-0.1",
    "sceneBias,1.01",
    "maximumCuts,-1",
    "clothesDrift,2",
    "backgroundContrast,-1",
    "backgroundSaturation,1.5",
    "colourPull,1.5",
    "positionSpread,-0.1",
    "positionDrift,3",
    "minimumSize,0.05",
    "minimumSize,0.9",
    "maximumSize,1.2",
    "limbWidth,0",
    "excursion,-1",
    "styleDegrees,-1",
    "jitterDegrees,1000",
    "maximumStart,1",
    "minimumDuration,0",
    "warp,-0.5",
    "pan,-1",
    "sceneMotion,100",
    "zoom,1",
    "shake,-1",
    "light,2",
    "noise,-3",
    "maximumDistractors,-1",
    "mirrorProbability,1.1",
  })
  void knob_outOfRange_isRefusedByValue(String knob, double value) {
    LabConfig standard = LabConfig.standard();
    Number number = value == Math.rint(value) ? (Number) (int) value : (Number) value;
    InputException e = assertThrows(InputException.class, () -> standard.with(knob, number));
    String shown = e.getMessage();
    assertTrue(shown.contains(String.valueOf(number)), shown);
    assertEquals(1, shown.lines().count(), shown);
  }

  @Test
  void knob_thatIsNoNumber_isRefused() {
    LabConfig standard = LabConfig.standard();
    assertThrows(InputException.class, () -> standard.with("noise", "loud"));
    assertThrows(InputException.class, () -> standard.with("smell", 1));
  }

  /** Every knob at both ends of its range still gives a video. */
  @ParameterizedTest
  @CsvSource({
    "sceneBias,0,1",
    "maximumCuts,0,16",
    "clothesDrift,0,1",
    "backgroundContrast,0,1",
    "backgroundSaturation,0,1",
    "colourPull,0,1",
    "positionSpread,0,0.5",
    "positionDrift,0,0.5",
    "limbWidth,0.1,4",
    "excursion,0,2",
    "styleDegrees,0,90",
    "jitterDegrees,0,90",
    "maximumStart,0,0.9",
    "minimumDuration,0.05,1",
    "warp,0,4",
    "pan,0,10",
    "sceneMotion,0,10",
    "zoom,0,0.9",
    "shake,0,1",
    "light,0,1",
    "noise,0,128",
    "maximumDistractors,0,100",
    "mirrorProbability,0,1",
  })
  void knob_atTheEndsOfItsRange_givesAVideo(String knob, double least, double most) {
    LabConfig small = LabConfig.standard().with("pixels", 32).with("frames", 4);
    for (double value : new double[] {least, most}) {
      Number number = value == Math.rint(value) ? (Number) (int) value : (Number) value;
      LabConfig config = small.with(knob, number);
      try (LabVideo video = LabVideo.trimmed(config, new Seeds(3), 5, 0, 5)) {
        for (int i = 0; i < 4; i++) {
          FrameTruth truth = video.shoot(i).truth();
          assertNotNull(truth);
          assertTrue(truth.progress() >= 0 && truth.progress() <= 1, truth.toString());
        }
      }
    }
  }
}
