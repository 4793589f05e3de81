package seco.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;
import seco.sample.UniformFrames;

class FrameStoreTest {
  private static final int FRAMES = 12;

  @TempDir Path folder;

  private VideoList videos(int count) throws IOException {
    return VideoList.read(TestVideos.list(folder, count, FRAMES, 3));
  }

  private Path target() {
    return folder.resolve("store");
  }

  private FrameStore store(VideoList list, FrameStoreConfig config) throws IOException {
    new FrameStoreWriter(list, folder, config, false).write(target(), 2, Progress.SILENT);
    return FrameStore.open(target());
  }

  private List<Frame> decoded(String name) {
    List<Frame> frames = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(folder.resolve(name))) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static void assertClose(Frame expected, Frame actual, double greyLevels) {
    assertEquals(expected.width(), actual.width());
    assertEquals(expected.height(), actual.height());
    double sum = 0;
    for (int i = 0; i < expected.rgb().length; i++) {
      sum += Math.abs((expected.rgb()[i] & 0xFF) - (actual.rgb()[i] & 0xFF));
    }
    double mean = sum / expected.rgb().length;
    assertTrue(mean < greyLevels, "mean difference " + mean);
  }

  @Test
  void store_ofAllFrames_holdsWhatTheDecoderGives() throws IOException {
    VideoList list = videos(3);
    try (FrameStore store = store(list, FrameStoreConfig.standard())) {
      assertEquals(3, store.size());
      assertEquals(3 * FRAMES, store.frames());
      assertEquals(list.sha256(), store.listSha256());
      assertArrayEquals(new int[] {0, 1, 2}, store.labels());
      assertEquals(3, store.classes());
      for (int v = 0; v < 3; v++) {
        StoredVideo video = store.video(v);
        assertEquals("clip " + v + ".mp4", video.path());
        assertTrue(video.complete());
        List<Frame> frames = decoded(video.path());
        for (int i = 0; i < FRAMES; i++) {
          assertEquals(i, video.sourceIndices()[i]);
          assertClose(frames.get(i), store.frame(v, i), 3);
        }
      }
      store.verify();
    }
  }

  @Test
  void store_ofSomeFrames_holdsThemUniformly() throws IOException {
    try (FrameStore store = store(videos(2), new FrameStoreConfig(5, 256, 95))) {
      int[] expected = UniformFrames.indices(FRAMES, 5);
      List<Frame> frames = decoded("clip 1.mp4");
      assertArrayEquals(expected, store.video(1).sourceIndices());
      assertEquals(FRAMES, store.video(1).sourceFrames());
      assertFalse(store.video(1).complete());
      for (int i = 0; i < 5; i++) {
        assertClose(frames.get(expected[i]), store.frame(1, i), 3);
      }
    }
  }

  @Test
  void requireComplete_ofAThinnedStore_namesAVideoAndWhatHelps() throws IOException {
    try (FrameStore store = store(videos(2), new FrameStoreConfig(5, 256, 95))) {
      InputException e =
          assertThrows(InputException.class, () -> store.requireComplete("clips of 8 frames"));
      assertEquals(
          target()
              + ": holds 5 of the 12 frames of clip 0.mp4, clips of 8 frames need all;"
              + " make a store with --frames all",
          e.getMessage());
    }
  }

  @Test
  void requireComplete_ofAStoreOfAllFrames_passes() throws IOException {
    try (FrameStore store = store(videos(2), new FrameStoreConfig(FRAMES, 256, 95))) {
      store.requireComplete("clips");
    }
  }

  @Test
  void store_ofMoreFramesThanThereAre_holdsAll() throws IOException {
    try (FrameStore store = store(videos(1), new FrameStoreConfig(30, 256, 95))) {
      assertTrue(store.video(0).complete());
    }
  }

  @Test
  void frames_smallerThanTheEdge_areNotEnlarged() throws IOException {
    try (FrameStore store = store(videos(1), new FrameStoreConfig(0, 256, 95))) {
      assertEquals(64, store.video(0).width());
      assertEquals(48, store.frame(0, 0).height());
    }
  }

  @Test
  void frames_largerThanTheEdge_areShrunkToIt() throws IOException {
    try (FrameStore store = store(videos(1), new FrameStoreConfig(0, 24, 95))) {
      assertEquals(32, store.video(0).width());
      assertEquals(24, store.video(0).height());
      Frame expected = Pictures.resize(decoded("clip 0.mp4").get(4), 32, 24);
      assertClose(expected, store.frame(0, 4), 4);
    }
  }

  @Test
  void mat_withALeastEdge_isShrunkAsFarAsThatAllows() throws IOException {
    try (FrameStore store = store(videos(1), FrameStoreConfig.standard());
        Mat whole = store.mat(0, 0, 25);
        Mat half = store.mat(0, 0, 24);
        Mat eighth = store.mat(0, 0, 1)) {
      assertEquals(48, whole.rows());
      assertEquals(24, half.rows());
      assertEquals(6, eighth.rows());
    }
  }

  @Test
  void frame_thatIsNotThere_isAnError() throws IOException {
    try (FrameStore store = store(videos(1), FrameStoreConfig.standard())) {
      IndexOutOfBoundsException e =
          assertThrows(IndexOutOfBoundsException.class, () -> store.jpeg(0, FRAMES));
      assertEquals("frame 12 of clip 0.mp4, which has 12", e.getMessage());
      assertThrows(IndexOutOfBoundsException.class, () -> store.jpeg(0, -1));
    }
  }

  @Test
  void video_ofOneFrame_isStored() throws IOException {
    TestVideos.write(folder.resolve("one.mp4"), 1, 64, 48);
    Path list = Files.writeString(folder.resolve("list.txt"), "one.mp4 1 0\n");
    try (FrameStore store = store(VideoList.read(list), FrameStoreConfig.standard())) {
      assertEquals(1, store.video(0).frames());
      assertNotNull(store.frame(0, 0));
    }
  }

  @Test
  void bytes_ofAStore_dependOnNeitherWorkersNorPlace() throws IOException {
    VideoList list = videos(35);
    FrameStoreConfig config = new FrameStoreConfig(4, 32, 90);
    Path one = folder.resolve("one");
    Path three = folder.resolve("deep/er/three");
    new FrameStoreWriter(list, folder, config, false).write(one, 1, Progress.SILENT);
    new FrameStoreWriter(list, folder, config, false).write(three, 3, Progress.SILENT);
    List<String> names = names(one);
    assertEquals(names, names(three));
    assertEquals(7, names.size(), names + ": three shards, their indices, the manifest");
    for (String name : names) {
      assertArrayEquals(
          Files.readAllBytes(one.resolve(name)), Files.readAllBytes(three.resolve(name)), name);
    }
  }

  private static List<String> names(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void contentSha256_followsListAndSettings() throws IOException {
    VideoList list = videos(2);
    String first;
    try (FrameStore store = store(list, FrameStoreConfig.standard())) {
      first = store.contentSha256();
    }
    Path other = folder.resolve("other");
    new FrameStoreWriter(list, folder, new FrameStoreConfig(0, 24, 95), false)
        .write(other, 1, Progress.SILENT);
    try (FrameStore store = FrameStore.open(other)) {
      assertNotEquals(first, store.contentSha256());
    }
  }

  @Test
  void write_whereTheSameStoreStands_leavesIt() throws IOException {
    VideoList list = videos(2);
    store(list, FrameStoreConfig.standard()).close();
    Path video = folder.resolve("clip 0.mp4"); // would be refused if it were decoded again
    Files.write(video, new byte[(int) Files.size(video)]);
    store(list, FrameStoreConfig.standard()).close();
  }

  @Test
  void write_whereAnotherStoreStands_isRefused() throws IOException {
    VideoList list = videos(2);
    store(list, FrameStoreConfig.standard()).close();
    InputException e =
        assertThrows(
            InputException.class, () -> store(list, new FrameStoreConfig(3, 256, 95)).close());
    assertTrue(e.getMessage().contains("choose another folder"), e.getMessage());
  }

  @Test
  void write_whereSomethingElseStands_isRefused() throws IOException {
    VideoList list = videos(1);
    Files.createDirectory(target());
    Files.writeString(target().resolve("diary.txt"), "precious");
    assertThrows(InputException.class, () -> store(list, FrameStoreConfig.standard()).close());
    assertEquals("precious", Files.readString(target().resolve("diary.txt")));
  }
}
