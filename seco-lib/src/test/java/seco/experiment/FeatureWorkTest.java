package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.compile.Precision;
import seco.experiment.FeatureTask.Origin;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureSet;
import seco.run.FolderLock;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.TestVideos;
import seco.video.VideoList;

/** Feature files made in parts, by several, and after interruptions. */
class FeatureWorkTest {
  private static final int VIDEOS = 9;
  private static final int FRAMES = 6;

  /** So many frames are asked for that two videos make a chunk. */
  private static final int ASKED = 1024;

  @TempDir static Path videos;
  @TempDir Path folder;

  @BeforeAll
  static void makeStore() throws IOException {
    VideoList list = VideoList.read(TestVideos.list(videos, VIDEOS, FRAMES, 3));
    new FrameStoreWriter(list, videos, FrameStoreConfig.standard(), false)
        .write(store(), 2, Progress.SILENT);
  }

  private static Path store() {
    return videos.resolve("store");
  }

  private FeatureTask task(String name, int pixels, @Nullable Precision precision) {
    return task(name, pixels, precision, "");
  }

  private FeatureTask task(
      String name, int pixels, @Nullable Precision precision, String segments) {
    return new FeatureTask(
        Origin.RANDOM,
        "",
        "smoke",
        1,
        store().toString(),
        segments,
        folder.resolve(name).toString(),
        ASKED,
        pixels,
        precision);
  }

  private static Path made(FeatureTask task) throws IOException, InterruptedException {
    try (FeatureWork work = task.open()) {
      work.file().begin();
      work.make(work.file().missing(), Progress.SILENT);
      work.file().finish();
    }
    return Path.of(task.out());
  }

  @Test
  void file_holdsWhatTheExtractorGives_bitForBit() throws Exception {
    FeatureTask task = task("a.safetensors", 32, Precision.FLOAT32);
    Path file = made(task);
    FeatureSet read = FeatureSet.read(file);
    try (FeatureWork work = task.open()) {
      FeatureExtractor extractor =
          new FeatureExtractor(
              work.network().encoder(), FeatureConfig.of(ASKED, 32), Precision.FLOAT32);
      FeatureSet expected = extractor.videos(work.videos(), Map.of(), Progress.SILENT);
      assertArrayEquals(expected.values(), read.values());
      assertArrayEquals(expected.labels(), read.labels());
      assertEquals(expected.names(), read.names());
      assertEquals(work.card().fields(), read.card());
      assertTrue(work.file().isWhole());
      assertFalse(Files.exists(work.file().folder()));
    }
    assertEquals("random", read.card().get("encoder"));
    assertEquals("nothing", read.card().get("trainedOn"));
    assertEquals("videos", read.card().get("rows"));
  }

  @Test
  void chunksMadeBySeveral_inAnyOrder_giveTheSameBytes() throws Exception {
    for (Precision precision : new Precision[] {null, Precision.FLOAT32}) {
      byte[] expected = Files.readAllBytes(made(task("whole" + precision, 32, precision)));
      FeatureTask task = task("parts" + precision, 32, precision);
      try (FeatureWork one = task.open();
          FeatureWork other = task.open()) {
        assertEquals(5, one.file().chunks().count());
        one.file().begin();
        other.file().begin();
        other.make(new int[] {3, 0}, Progress.SILENT);
        one.make(new int[] {4, 0}, Progress.SILENT); // 0 is made twice
        assertArrayEquals(new int[] {1, 2}, other.file().missing());
        other.make(new int[] {2}, Progress.SILENT);
        one.make(one.file().missing(), Progress.SILENT);
        one.file().finish();
      }
      assertArrayEquals(expected, Files.readAllBytes(Path.of(task.out())));
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole" + precision + ".csv")),
          Files.readAllBytes(folder.resolve("parts" + precision + ".csv")));
    }
  }

  @Test
  void afterAnInterruption_onlyWhatIsMissingOrCutOffIsMade() throws Exception {
    FeatureTask task = task("a", 32, null);
    try (FeatureWork work = task.open()) {
      work.file().begin();
      work.make(new int[] {0, 1, 2}, Progress.SILENT);
    }
    Path cut = folder.resolve("a.chunks/chunk-000001.f32");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 100));
    try (FeatureWork work = task.open()) {
      work.file().begin();
      assertArrayEquals(new int[] {1, 3, 4}, work.file().missing());
      String message = assertThrows(InputException.class, () -> work.file().finish()).getMessage();
      assertEquals(folder.resolve("a.chunks") + ": 3 chunks are missing, the first is 1", message);
      work.make(work.file().missing(), Progress.SILENT);
      work.file().finish();
    }
    assertArrayEquals(
        Files.readAllBytes(made(task("b", 32, null))), Files.readAllBytes(Path.of(task.out())));
  }

  @Test
  void otherFeatures_begunOrWhole_areRefused_namingWhatDiffers() throws Exception {
    try (FeatureWork begun = task("a", 32, null).open();
        FeatureWork other = task("a", 48, Precision.FLOAT32).open()) {
      begun.file().begin();
      String differ = "edge '37' and '55', pixels '32' and '48', compiled not said and 'FLOAT32'";
      assertEquals(
          folder.resolve("a.chunks")
              + ": was begun for other features; delete it or choose another file: "
              + differ,
          assertThrows(InputException.class, () -> other.file().begin()).getMessage());
      begun.make(begun.file().missing(), Progress.SILENT);
      begun.file().finish();
      assertEquals(
          folder.resolve("a")
              + ": holds other features; delete it or choose another file: "
              + differ,
          assertThrows(InputException.class, () -> other.file().isWhole()).getMessage());
    }
  }

  @Test
  void chunksOfFeaturesThatWereFinished_areNotTakenForOthers() throws Exception {
    try (FeatureWork old = task("a", 48, null).open()) {
      old.file().begin();
      old.make(new int[] {0, 1, 2}, Progress.SILENT);
      Files.delete(old.file().folder().resolve("job.json")); // killed while it removed them
    }
    try (FeatureWork work = task("a", 32, null).open()) {
      assertThrows(InputException.class, () -> work.file().requireBegun());
      work.file().begin();
      assertArrayEquals(IntStream.range(0, 5).toArray(), work.file().missing());
    }
  }

  @Test
  void oneFile_isMadeByOneProcess_andNotInPlaceOfATable() throws Exception {
    try (FeatureWork work = task("a", 32, null).open();
        FolderLock lock = work.file().take()) {
      assertThrows(InputException.class, () -> work.file().take());
    }
    Path table = Files.writeString(folder.resolve("t.csv"), "file,label,first,last\n");
    try (FeatureWork work = task("t.safetensors", 32, null).open()) {
      String message = assertThrows(InputException.class, () -> work.file().begin()).getMessage();
      assertTrue(message.startsWith(table + ": stands where the names of"), message);
    }
  }

  @Test
  void storeWithFewerFramesThanAskedFor_isRefused() throws Exception {
    Path few = folder.resolve("few");
    VideoList list = VideoList.read(videos.resolve("list.txt"));
    new FrameStoreWriter(list, videos, new FrameStoreConfig(3, 48, 95), false)
        .write(few, 2, Progress.SILENT);
    FeatureTask task = task("f", 32, null);
    FeatureTask asked = task.with("", few.toString(), "", task.out());
    String message = assertThrows(InputException.class, asked::open).getMessage();
    assertTrue(message.contains("keeps 3 of the 6 frames of"), message);
  }

  @Test
  void weightsThatAreNoNumbers_areRefused_namingTheVideo() throws Exception {
    try (FeatureWork work = task("a", 32, null).open()) {
      NDArray weights = work.network().encoder().arrays().get("conv1.weight");
      weights.muli(Float.NaN);
      work.file().begin();
      String message =
          assertThrows(InputException.class, () -> work.make(new int[] {1}, Progress.SILENT))
              .getMessage();
      assertTrue(message.startsWith(work.videos().video(2).path() + ": feature 0 is NaN"), message);
      assertArrayEquals(IntStream.range(0, 5).toArray(), work.file().missing());
    }
  }

  @Test
  void segments_areMeansOfTheirFrames() throws Exception {
    String path;
    try (FrameStore store = FrameStore.open(store())) {
      path = store.video(4).path();
    }
    Path table = folder.resolve("segments.csv");
    Files.writeString(
        table, "file,label,class,first,last\n" + path + ",2,x,1,3\n" + path + ",0,y,5,99\n");
    FeatureTask task = task("s", 32, null, table.toString());
    FeatureSet segments = FeatureSet.read(made(task));
    assertEquals(List.of(path + "#1-3", path + "#5-99"), segments.names());
    assertArrayEquals(new int[] {2, 0}, segments.labels());
    try (FeatureWork work = task.open()) {
      FeatureExtractor extractor =
          new FeatureExtractor(work.network().encoder(), FeatureConfig.of(ASKED, 32));
      FeatureSet frames = extractor.frames(work.videos(), Map.of(), Progress.SILENT);
      int first = frames.names().indexOf(path + "#1");
      float[] expected = new float[frames.dimension()];
      for (int d = 0; d < expected.length; d++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          sum += frames.row(first + i)[d];
        }
        expected[d] = (float) (sum / 3);
      }
      assertArrayEquals(expected, segments.row(0), 1e-6f);
      assertArrayEquals(frames.row(frames.names().indexOf(path + "#5")), segments.row(1), 1e-6f);
      assertEquals("segments", work.card().get("rows").orElseThrow());
      assertEquals(64, work.card().get("segments").orElseThrow().length());
    }
  }

  @Test
  void segments_thatCannotBeTaken_areRefused_namingTheLine() throws Exception {
    refusedSegment("nowhere.mp4,2,0,3", "line 2: 'nowhere.mp4' is not in");
    String path;
    try (FrameStore store = FrameStore.open(store())) {
      path = store.video(0).path();
    }
    refusedSegment(path + ",2,6,9", "line 2: of frames 6 to 9 of '" + path + "' none is in");
    refusedSegment(path + ",2,3,1", "line 2: the segment ends at frame 1, before its first, 3");
    refusedSegment(path + ",2,,", "line 2: first '' is no number from 0; the doctor's table");
    refusedSegment(path + ",-1,0,1", "line 2: label '-1' is no number from 0");
  }

  private void refusedSegment(String line, String part) throws IOException {
    Path table = folder.resolve("bad.csv");
    Files.writeString(table, "file,label,first,last\n" + line + "\n");
    FeatureTask task = task("bad", 32, null, table.toString());
    String message = assertThrows(InputException.class, task::open).getMessage();
    assertTrue(message.contains(part), message);
  }
}
