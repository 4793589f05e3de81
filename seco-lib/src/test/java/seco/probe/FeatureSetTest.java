package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

class FeatureSetTest {
  private static final FeatureSet FEATURES =
      new FeatureSet(
          new float[] {3, 4, 0, 0, -1, 0.5f},
          2,
          new int[] {1, 0, 4},
          List.of("a.mp4", "b, \"quoted\".mp4", "c#1"),
          Map.of("preset", "desk"));

  @TempDir Path folder;

  @Test
  void writeThenRead_isTheSame() throws IOException {
    Path file = folder.resolve("deep/features.safetensors");
    FEATURES.write(file);
    FeatureSet read = FeatureSet.read(file);
    assertArrayEquals(FEATURES.values(), read.values());
    assertArrayEquals(FEATURES.labels(), read.labels());
    assertEquals(FEATURES.names(), read.names());
    assertEquals(FEATURES.card(), read.card());
    assertEquals(2, read.dimension());
  }

  @Test
  void read_valueThatIsNoNumber_isRefused() throws IOException {
    Path file = folder.resolve("f.safetensors");
    new FeatureSet(new float[] {1, 2, 3, Float.NaN}, 2, new int[2], List.of("a", "b"), Map.of())
        .write(file);
    refused(file, file + ": row 1 (b) holds NaN");
  }

  @Test
  void read_namesMissingOrOfAnotherFile_isRefused() throws IOException {
    Path file = folder.resolve("f.safetensors");
    FEATURES.write(file);
    Path csv = folder.resolve("f.csv");
    Files.writeString(csv, "name,label\n\"a\",1\n");
    refused(file, csv + ": 1 names for 3 features");
    Files.delete(csv);
    refused(file, csv + ": missing, it belongs to " + file);
  }

  @Test
  void read_otherArraysOrNoFile_isRefused() throws IOException {
    Path file = folder.resolve("f.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays weights = new NamedArrays(Map.of("w", manager.create(1f)));
      SafeTensors.write(file, weights, Map.of());
    }
    refused(file, file + ": no features (it holds [w])");
    Path absent = folder.resolve("absent");
    refused(absent, absent + ": no such file");
  }

  private static void refused(Path file, String message) {
    assertEquals(
        message, assertThrows(InputException.class, () -> FeatureSet.read(file)).getMessage());
  }

  @Test
  void write_underAFile_isRefusedBeforeAnyWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path target = file.resolve("f.safetensors");
    assertThrows(InputException.class, () -> FEATURES.write(target));
  }

  @Test
  void normalised_rows_haveNormOneAndZeroStays() {
    assertArrayEquals(
        new float[] {0.6f, 0.8f, 0, 0, -2 / (float) Math.sqrt(5), 1 / (float) Math.sqrt(5)},
        FEATURES.normalised().values(),
        1e-6f);
    assertEquals(3, FEATURES.values()[0], "the original stays");
  }

  @Test
  void rows_chosen_keepTheirLabelsAndNames() {
    FeatureSet chosen = FEATURES.rows(2, 0, 2);
    assertArrayEquals(new float[] {-1, 0.5f, 3, 4, -1, 0.5f}, chosen.values());
    assertArrayEquals(new int[] {4, 1, 4}, chosen.labels());
    assertEquals(List.of("c#1", "a.mp4", "c#1"), chosen.names());
    assertArrayEquals(new float[] {-1, 0.5f}, FEATURES.row(2));
  }

  @Test
  void classes_isTheHighestLabelPlusOne() {
    assertEquals(5, FEATURES.classes());
    assertEquals(1, FEATURES.withLabels(0, 0, 0).classes());
    assertEquals(3, FEATURES.size());
  }

  @Test
  void perVideo_frames_areAveraged() {
    FeatureSet frames =
        new FeatureSet(
            new float[] {1, 2, 3, 4, 5, 6},
            2,
            new int[] {7, 8, 7},
            List.of("x#1.mp4#0", "y#0", "x#1.mp4#12"),
            Map.of());
    FeatureSet videos = frames.perVideo();
    assertArrayEquals(new float[] {3, 4, 3, 4}, videos.values());
    assertArrayEquals(new int[] {7, 8}, videos.labels());
    assertEquals(List.of("x#1.mp4", "y"), videos.names());
    assertEquals(12, FeatureSet.frameOf("x#1.mp4#12"));
  }

  @Test
  void constructor_partsThatDoNotFit_areRefused() {
    float[] three = {1, 2, 3};
    int[] labels = {0};
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new FeatureSet(three, 2, labels, List.of("a"), Map.of()))
            .getMessage();
    assertTrue(message.startsWith("3 values, 1 labels, 1 names"), message);
  }
}
