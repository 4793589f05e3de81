package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.probe.FeatureSet;
import seco.probe.Segments;
import seco.run.Progress;
import seco.run.Scale;
import seco.video.FrameStore;

class SegmentFramesTest {
  @TempDir Path root;

  @Test
  void framesOfASegment_areInside_allOthersIdle() throws Exception {
    try (LabData lab = LabData.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT)) {
      FrameStore store = lab.test();
      SegmentFrames segments = segments(store, "4,8", "7,10");
      assertTrue(segments.holds(store, 0, 4));
      assertTrue(segments.holds(store, 0, 10));
      assertFalse(segments.holds(store, 0, 3));
      assertFalse(segments.holds(store, 0, 11));
      assertFalse(segments.holds(store, 1, 4));
      int all = store.size() * 16;
      assertEquals(7.0 / all, segments.share(store), "frames 4 to 10, each once");
      FeatureSet idle = segments.idle(numbered(store));
      assertEquals(store.size(), idle.size());
      assertArrayEquals(new float[] {(120 - 49) / 9f}, idle.row(0), 1e-6f); // 0..15 without 4..10
      assertArrayEquals(new float[] {7.5f}, idle.row(1));
    }
  }

  private SegmentFrames segments(FrameStore store, String... stretches) throws IOException {
    StringBuilder csv = new StringBuilder("file,label,first,last\n");
    for (String stretch : stretches) {
      csv.append(store.video(0).path()).append(",0,").append(stretch).append('\n');
    }
    Path file = Files.writeString(root.resolve("segments.csv"), csv);
    return new SegmentFrames(store, Segments.read(file));
  }

  /** A row for each frame whose feature is the frame's number. */
  private static FeatureSet numbered(FrameStore store) {
    List<String> names = new ArrayList<>();
    float[] values = new float[store.size() * 16];
    int[] labels = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      names.add(store.video(i / 16).path() + "#" + i % 16);
      values[i] = i % 16;
    }
    return new FeatureSet(values, 1, labels, names, Map.of());
  }
}
