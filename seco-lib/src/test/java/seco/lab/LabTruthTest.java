package seco.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;

class LabTruthTest {
  @TempDir Path folder;

  @Test
  void read_dataSet_isWhatTheVideosWereDrawnWith() throws IOException {
    LabDataset dataset = dataset(false);
    dataset.write(folder.resolve("lab"), 1, Progress.SILENT);
    LabTruth truth = LabTruth.read(folder.resolve("lab/truth.csv"));
    assertEquals(4, truth.videos().size());
    assertEquals(2, truth.videos(LabSplit.TRAIN).size());
    LabTruth.Video known = truth.video(dataset.path(LabSplit.TRAIN, 1));
    try (LabVideo video = dataset.video(LabSplit.TRAIN, 1)) {
      assertEquals(video.label(), known.label());
      assertEquals(video.scene(), known.scene());
      assertEquals(video.ownScene(), known.ownScene());
      assertEquals(video.mirrored(), known.mirrored());
      assertEquals(video.size(), known.size(), 1e-4);
      assertEquals(4, known.frames().size());
      FrameTruth drawn = video.shoot(3).truth();
      assertEquals(drawn.progress(), known.frames().get(3).progress(), 1e-4);
      assertEquals(drawn.x(), known.frames().get(3).x(), 1e-2);
      assertEquals(drawn.height(), known.frames().get(3).height(), 1e-2);
      assertEquals(drawn.shirtHue(), known.frames().get(3).shirtHue(), 1e-4);
    }
  }

  @Test
  void read_untrimmedVideo_hasItsActionsLabelThoughItBeginsIdle() throws IOException {
    dataset(true).write(folder.resolve("lab"), 1, Progress.SILENT);
    LabTruth truth = LabTruth.read(folder.resolve("lab/truth.csv"));
    LabTruth.Video video = truth.videos(LabSplit.TRAIN).get(1);
    assertEquals(-1, video.frames().get(0).label());
    assertEquals(1, video.label());
    assertEquals(Action.all().get(1).name(), video.action());
  }

  @Test
  void read_damagedRow_namesFileLineAndValue() throws IOException {
    dataset(false).write(folder.resolve("lab"), 1, Progress.SILENT);
    Path file = folder.resolve("lab/truth.csv");
    List<String> lines = Files.readAllLines(file);
    lines.set(
        2, lines.get(2).replaceFirst(",train,1,", ",train,one,").replaceFirst(",0\\.", ",x."));
    Files.write(file, lines);
    InputException e = assertThrows(InputException.class, () -> LabTruth.read(file));
    assertTrue(e.getMessage().startsWith(file + ", line 3: '"), e.getMessage());
  }

  @Test
  void read_otherTable_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("truth.csv"), "a,b\n1,2\n");
    InputException e = assertThrows(InputException.class, () -> LabTruth.read(file));
    assertEquals(file + ", line 1: not the truth of a lab data set", e.getMessage());
  }

  @Test
  void video_unknownPath_isRefused() throws IOException {
    dataset(false).write(folder.resolve("lab"), 1, Progress.SILENT);
    LabTruth truth = LabTruth.read(folder.resolve("lab/truth.csv"));
    InputException e = assertThrows(InputException.class, () -> truth.video("videos/none.mp4"));
    assertTrue(e.getMessage().startsWith("videos/none.mp4: "), e.getMessage());
  }

  private static LabDataset dataset(boolean untrimmed) {
    LabConfig small = LabConfig.standard().with("pixels", 32).with("frames", 4);
    return new LabDataset(small, 5, 2, 1, 1, untrimmed);
  }
}
