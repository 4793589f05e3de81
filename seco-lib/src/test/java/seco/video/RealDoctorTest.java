package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import seco.run.Progress;

/** The doctor among real videos, all of them sound. */
class RealDoctorTest {
  /** {@code file frames} of every file that is named in a table. */
  private static Map<String, Integer> frames(Path csv, int nameColumn, int countColumn)
      throws IOException {
    Map<String, Integer> frames = new TreeMap<>();
    for (String line : Files.readAllLines(csv).subList(1, Files.readAllLines(csv).size())) {
      String[] row = line.split(",", -1);
      frames.put(row[nameColumn], Integer.parseInt(row[countColumn]));
    }
    return frames;
  }

  private static DoctorReport examine(Path folder, VideoList list) throws IOException {
    return new Doctor(folder, list, DoctorConfig.standard()).examine(2, Progress.SILENT);
  }

  private static Map<String, Integer> frames(DoctorReport report) {
    Map<String, Integer> frames = new TreeMap<>();
    report.sound().forEach(video -> frames.put(video.file(), video.frames()));
    return frames;
  }

  @Test
  void everyRealClip_isSoundAndHasTheFramesThatFfmpegCounts() throws IOException {
    Path csv = RealData.require("clips/frames.csv");

    DoctorReport report = examine(csv.resolveSibling(""), null);

    List<String> others = report.flagged().stream().map(v -> v.file() + " " + v.word()).toList();
    assertEquals(List.of("frames.csv not-a-video"), others);
    assertEquals(frames(csv, 0, 4), frames(report));
    Map<String, Integer> widths = new TreeMap<>();
    report.sound().forEach(video -> widths.put(video.file(), video.width()));
    assertEquals(frames(csv, 0, 2), widths);
  }

  @Test
  @Tag("slow")
  void everyVideoOfTheSmallUcf101_hasTheFramesOfItsTable() throws IOException {
    Path csv = RealData.require("ucf101_mini/clips.csv");

    DoctorReport report = examine(csv.resolveSibling(""), null);

    assertEquals(frames(csv, 0, 4), frames(report));
    VideoList clean = report.clean();
    assertNotNull(clean);
    Map<String, Integer> labels = new TreeMap<>();
    clean.entries().forEach(entry -> labels.put(entry.path(), entry.label()));
    assertEquals(frames(csv, 0, 2), labels);
  }
}
