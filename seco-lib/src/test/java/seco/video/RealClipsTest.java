package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Progress;

/** Videos as they are in the wild: containers, codecs and sizes that nobody chose for us. */
class RealClipsTest {
  @TestFactory
  Stream<DynamicTest> frames_ofEveryRealClip_areAsManyAsFfmpegCounts() throws IOException {
    Path clips = RealData.require("clips/frames.csv");
    List<String> lines = Files.readAllLines(clips);
    return lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(row -> DynamicTest.dynamicTest(row[0] + ", " + row[1], () -> check(clips, row)));
  }

  private static void check(Path csv, String[] row) {
    try (VideoReader reader = VideoReader.open(csv.resolveSibling(row[0]))) {
      int frames = 0;
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        assertEquals(row[2] + " x " + row[3], frame.width() + " x " + frame.height());
        frames++;
      }
      assertEquals(Integer.parseInt(row[4]), frames, "frames");
      assertEquals(frames, reader.decodedFrames());
      assertEquals(0, reader.damagedFrames(), "damaged frames");
    }
    try (VideoReader reader = VideoReader.open(csv.resolveSibling(row[0]))) {
      while (reader.skip()) {
        // counts without pictures
      }
      assertEquals(Integer.parseInt(row[4]), reader.decodedFrames(), "frames skipped over");
    }
  }

  @Test
  void frameStore_ofRealClips_holdsThemAll(@TempDir Path folder) throws IOException {
    Path csv = RealData.require("clips/frames.csv");
    StringBuilder lines = new StringBuilder();
    List<String> rows = Files.readAllLines(csv);
    for (String line : rows.subList(1, rows.size())) {
      String[] row = line.split(",");
      lines.append(row[0]).append(' ').append(row[4]).append(" 0\n");
    }
    VideoList list = VideoList.read(Files.writeString(folder.resolve("list.txt"), lines));
    FrameStoreConfig config = new FrameStoreConfig(8, 112, 95);
    Path target = folder.resolve("store");
    new FrameStoreWriter(list, csv.toAbsolutePath().getParent(), config, false)
        .write(target, 2, Progress.SILENT);
    try (FrameStore store = FrameStore.open(target)) {
      assertEquals(rows.size() - 1, store.size());
      for (StoredVideo video : store.videos()) {
        assertEquals(8, video.frames(), video.path());
        assertEquals(112, Math.min(video.width(), video.height()), video.path());
        assertTrue(video.sourceIndices()[7] == video.sourceFrames() - 1, video.path());
      }
      store.verify();
    }
  }
}
