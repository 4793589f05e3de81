package seco.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;

class SvmExamplesTest {
  private static final float[] ROW = {1, 2};

  private static void refused(String message, Executable executable) {
    assertEquals(message, assertThrows(InputException.class, executable).getMessage());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valueThatIsNoNumber_isRefused_namingRowAndVideo(float value) {
    FeatureSet features =
        new FeatureSet(
            new float[] {1, 2, 3, 4, 5, value},
            2,
            new int[] {0, 1, 1},
            List.of("a.mp4", "b.mp4", "c.mp4"),
            Map.of());
    String message = "row 2 (c.mp4) holds " + value;
    refused(message, () -> LinearSvm.authors().train(features));
    refused(message, () -> CrossValidation.run(features, 2, 1));
  }

  @Test
  void noFeatures_areRefused() {
    FeatureSet none = new FeatureSet(new float[0], 2, new int[0], List.of(), Map.of());
    refused("no features to train on", () -> LinearSvm.authors().train(none));
    refused("no features to train on", () -> CrossValidation.run(none, 5, 1));
  }

  /** Two features cannot be of three classes: one of them has none. */
  @Test
  void fewerFeaturesThanClasses_meansAClassWithoutExample() {
    refused(
        "class 0 has no training example",
        () -> LinearSvm.authors().train(Features.of(new int[] {1, 2}, ROW, ROW)));
  }

  @Test
  void crossValidation_refusesWhatTrainingRefuses() {
    refused(
        "a single class: a classifier needs at least two",
        () -> CrossValidation.run(Features.of(new int[2], ROW, ROW), 2, 1));
    refused(
        "label -1: labels count from 0",
        () -> CrossValidation.run(Features.of(new int[] {0, -1}, ROW, ROW), 2, 1));
    refused(
        "class 1 has no training example",
        () -> CrossValidation.run(Features.of(new int[] {0, 2}, ROW, ROW), 2, 1));
    refused(
        "1 folds: cross-validation needs at least 2",
        () -> CrossValidation.run(Features.of(new int[] {0, 1}, ROW, ROW), 1, 1));
  }

  @Test
  void weightThatIsNoPositiveNumber_isRefused() {
    refused("C = Infinity: must be finite", () -> new LinearSvm(Double.POSITIVE_INFINITY, 0.1));
    refused("C = NaN: must be above 0", () -> new LinearSvm(Double.NaN, 0.1));
    refused("C = -1.0: must be above 0", () -> new LinearSvm(-1, 0.1));
  }
}
