package seco.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;
import seco.InputException;
import seco.run.CsvRows;
import seco.run.Progress;
import seco.run.Settings;
import seco.video.Frame;
import seco.video.VideoList;
import seco.video.VideoReader;

class LabDatasetTest {
  private static final LabConfig SMALL = LabConfig.standard().with("pixels", 64).with("frames", 6);

  @TempDir Path folder;

  private static LabDataset dataset(long seed) {
    return new LabDataset(SMALL, seed, 20, 10, 5, false);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(file -> !file.toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** What the tones say is seen in the pictures: dark skin has fewer light pixels of its hue. */
  @Test
  void skinTones_areThoseOfTheFiguresDrawn() {
    LabConfig plain = SMALL.with("noise", 0.0).with("light", 0.0).with("backgroundSaturation", 0.0);
    for (boolean untrimmed : new boolean[] {false, true}) {
      LabDataset dataset = new LabDataset(plain, 3, 20, 0, 0, untrimmed);
      Map<String, Integer> tones = dataset.skinTones();
      assertEquals(20, tones.size());
      for (int i = 0; i < 20; i++) {
        try (LabVideo video = dataset.video(LabSplit.TRAIN, i)) {
          int told = tones.get(dataset.path(LabSplit.TRAIN, i));
          assertEquals(told, toneSeen(video.shoot(0).frame()), "video " + i);
        }
      }
    }
  }

  /** The tone to which most pixels are close; nothing else is of their hue on grey ground. */
  private static int toneSeen(Frame frame) {
    int[][] tones = {
      {236, 188, 160}, {214, 160, 128}, {176, 122, 92}, {132, 88, 66}, {100, 68, 52}
    };
    int[] pixels = new int[tones.length];
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        for (int tone = 0; tone < tones.length; tone++) {
          double away = 0;
          for (int c = 0; c < 3; c++) {
            away = Math.max(away, Math.abs(frame.value(x, y, c) / (double) tones[tone][c] - 1));
          }
          pixels[tone] += away < 0.07 ? 1 : 0;
        }
      }
    }
    return IntStream.range(0, pixels.length)
        .boxed()
        .max(Comparator.comparingInt(tone -> pixels[tone]))
        .orElseThrow();
  }

  @Test
  void write_twice_givesTheSameFilesByteForByte() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    dataset(1).write(one, 1, Progress.SILENT);
    dataset(1).write(two, 2, Progress.SILENT);
    assertEquals(files(one), files(two));
    assertEquals(35 + 3 + 2, files(one).size(), files(one).toString());
    for (Path file : files(one)) {
      assertArrayEquals(
          Files.readAllBytes(one.resolve(file)),
          Files.readAllBytes(two.resolve(file)),
          file.toString());
    }
  }

  @Test
  void write_withAnotherSeed_givesOtherVideos() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    dataset(1).write(one, 1, Progress.SILENT);
    dataset(2).write(two, 1, Progress.SILENT);
    String video = dataset(1).path(LabSplit.TEST, 3);
    assertNotEquals(-1, Files.mismatch(one.resolve(video), two.resolve(video)));
  }

  @Test
  void lists_nameEveryVideoWithItsFramesAndALabelInTurn() throws IOException {
    dataset(1).write(folder.resolve("lab"), 2, Progress.SILENT);
    Map<String, Integer> sizes = Map.of("train", 20, "test", 10, "stills", 5);
    for (Map.Entry<String, Integer> part : sizes.entrySet()) {
      Path file = folder.resolve("lab").resolve(part.getKey() + ".txt");
      VideoList list = VideoList.read(file);
      assertEquals(part.getValue(), list.entries().size());
      int[] perLabel = new int[10];
      for (VideoList.Entry entry : list.entries()) {
        perLabel[entry.label()]++;
        try (VideoReader reader = VideoReader.open(file.resolveSibling(entry.path()))) {
          while (reader.skip()) {
            // counts
          }
          assertEquals(entry.frames(), reader.decodedFrames(), entry.path());
          assertEquals(0, reader.damagedFrames(), entry.path());
        }
      }
      for (int count : perLabel) {
        assertTrue(Math.abs(count - part.getValue() / 10.0) < 1, "labels out of balance");
      }
    }
  }

  @Test
  void truth_hasARowForEveryFrame() throws IOException {
    Path lab = folder.resolve("lab");
    dataset(1).write(lab, 2, Progress.SILENT);
    List<String> rows = Files.readAllLines(lab.resolve("truth.csv"));
    List<String> header = List.of(rows.get(0).split(","));
    assertTrue(
        header.containsAll(
            List.of("path", "label", "scene", "x", "y", "width", "height", "progress", "seed")));
    assertEquals(1 + 20 * 6 + 10 * 6 + 5, rows.size());
    Map<String, Integer> labels = new HashMap<>();
    for (String part : List.of("train", "test", "stills")) {
      for (VideoList.Entry e : VideoList.read(lab.resolve(part + ".txt")).entries()) {
        labels.put(e.path(), e.label());
      }
    }
    Map<String, Integer> next = new HashMap<>();
    for (String row : rows.subList(1, rows.size())) {
      String[] fields = row.split(",");
      assertEquals(header.size(), fields.length, row);
      String path = fields[header.indexOf("path")];
      assertEquals(next.merge(path, 1, Integer::sum) - 1, number(fields, header, "frame"), row);
      assertEquals(labels.get(path), (int) number(fields, header, "label"), row);
      String action = fields[header.indexOf("action")];
      assertEquals(Action.all().get(labels.get(path)).name(), action);
      assertTrue(number(fields, header, "x") >= 0, row);
      assertTrue(number(fields, header, "x") + number(fields, header, "width") <= 64.01, row);
      assertTrue(number(fields, header, "y") + number(fields, header, "height") <= 64.01, row);
      assertTrue(number(fields, header, "width") > 5, row);
      assertTrue(number(fields, header, "height") > 20, row);
      assertEquals(1, number(fields, header, "seed"), row);
    }
    assertEquals(labels.keySet(), next.keySet());
  }

  private static double number(String[] fields, List<String> header, String column) {
    return Double.parseDouble(fields[header.indexOf(column)]);
  }

  @Test
  void write_untrimmed_namesSegmentsAndIdleFrames() throws IOException {
    Path lab = folder.resolve("lab");
    new LabDataset(SMALL.with("frames", 16), 1, 3, 0, 0, true).write(lab, 1, Progress.SILENT);
    assertEquals(48, VideoList.read(lab.resolve("train.txt")).entries().get(0).frames());
    assertTrue(Files.notExists(lab.resolve("test.txt")));
    List<String> rows = Files.readAllLines(lab.resolve("truth.csv"));
    assertEquals(1 + 3 * 48, rows.size());
    assertTrue(rows.stream().anyMatch(row -> row.contains(",-1,idle,-1,")));
    assertTrue(rows.stream().anyMatch(row -> row.contains(",1,clap,1,")), "a second performance");
    assertEquals(performances(rows), segments(lab.resolve("train.segments.csv")));
    assertTrue(Files.notExists(lab.resolve("test.segments.csv")));
  }

  /** The frames of every performance, as {@code path label first..last}. */
  private static List<String> performances(List<String> truth) {
    Map<String, List<Integer>> frames = new LinkedHashMap<>();
    for (String row : truth.subList(1, truth.size())) {
      String[] fields = row.split(",");
      if (!fields[5].equals("-1")) {
        String performance = fields[0] + " " + fields[3] + " " + fields[5];
        frames
            .computeIfAbsent(performance, key -> new ArrayList<>())
            .add(Integer.parseInt(fields[2]));
      }
    }
    List<String> all = new ArrayList<>();
    frames.forEach(
        (key, numbers) ->
            all.add(
                key.substring(0, key.lastIndexOf(' '))
                    + " "
                    + numbers.get(0)
                    + ".."
                    + numbers.get(numbers.size() - 1)));
    return all;
  }

  private static List<String> segments(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(file, "file", "label", "first", "last", "start", "end")) {
      while (rows.next()) {
        double seconds =
            Double.parseDouble(rows.field("end")) - Double.parseDouble(rows.field("start"));
        int first = Integer.parseInt(rows.field("first"));
        int last = Integer.parseInt(rows.field("last"));
        assertEquals((last - first + 1) / 24.0, seconds, 1e-9, rows.where());
        all.add(rows.field("file") + " " + rows.field("label") + " " + first + ".." + last);
      }
    }
    return all;
  }

  @Test
  void write_afterAnInterruption_keepsFinishedVideosAndGivesTheSame() throws IOException {
    Path whole = folder.resolve("whole");
    dataset(1).write(whole, 1, Progress.SILENT);
    Path lab = folder.resolve("lab");
    assertThrows(
        IllegalStateException.class,
        () ->
            dataset(1)
                .write(
                    lab,
                    1,
                    (done, total) -> {
                      if (done == 12) {
                        throw new IllegalStateException("stopped");
                      }
                    }));
    assertTrue(Files.notExists(lab));
    Path partial = folder.resolve("lab.partial");
    String kept = dataset(1).path(LabSplit.TRAIN, 4);
    Object before = Files.readAttributes(partial.resolve(kept), "unix:ino,creationTime");
    dataset(1).write(lab, 2, Progress.SILENT);
    assertEquals(before, Files.readAttributes(lab.resolve(kept), "unix:ino,creationTime"));
    assertFalse(Files.exists(partial));
    assertEquals(files(whole), files(lab));
    for (Path file : files(whole)) {
      assertEquals(-1, Files.mismatch(whole.resolve(file), lab.resolve(file)), file.toString());
    }
  }

  @Test
  void write_whereTheSameStands_leavesIt() throws IOException {
    Path lab = folder.resolve("lab");
    dataset(1).write(lab, 1, Progress.SILENT);
    Object before = Files.getLastModifiedTime(lab.resolve("truth.csv"));
    dataset(1).write(lab, 1, Progress.SILENT);
    assertEquals(before, Files.getLastModifiedTime(lab.resolve("truth.csv")));
  }

  @Test
  void write_whereSomethingElseStands_isRefused() throws IOException {
    Path lab = folder.resolve("lab");
    dataset(1).write(lab, 1, Progress.SILENT);
    InputException e =
        assertThrows(InputException.class, () -> dataset(2).write(lab, 1, Progress.SILENT));
    assertTrue(e.getMessage().contains("choose another folder"), e.getMessage());
    Path file = Files.writeString(folder.resolve("file"), "kept");
    assertThrows(InputException.class, () -> dataset(1).write(file, 1, Progress.SILENT));
    assertThrows(
        InputException.class, () -> dataset(1).write(file.resolve("lab"), 1, Progress.SILENT));
    assertEquals("kept", Files.readString(file));
  }

  @Test
  void dataset_ofNothing_isRefused() {
    assertThrows(InputException.class, () -> new LabDataset(SMALL, 1, 0, 0, 0, false));
    assertThrows(InputException.class, () -> new LabDataset(SMALL, 1, -1, 5, 0, false));
  }

  @Test
  void settings_ofADataset_readBackEqual() {
    LabDataset dataset = dataset(3);
    assertEquals(
        dataset, Settings.fromJson(Settings.toJson(dataset), LabDataset.class, "the test"));
  }

  @Test
  void write_onAFullDisk_leavesNoHalfVideo() throws Exception {
    Path lab = folder.resolve("lab");
    ChildJvm.Result result = ChildJvm.runWithFileLimit(4, ChildJvm.command(WriteLab.class, lab));
    assertNotEquals(0, result.code(), result.output());
    assertTrue(result.output().contains("could not be written"), result.output());
    assertTrue(Files.notExists(lab));
    if (Files.exists(folder.resolve("lab.partial"))) {
      for (Path file : files(folder.resolve("lab.partial"))) {
        assertFalse(file.toString().endsWith(".mp4.partial"), file.toString());
      }
    }
    dataset(1).write(lab, 1, Progress.SILENT);
    assertEquals(20, VideoList.read(lab.resolve("train.txt")).entries().size());
  }

  /** Writes the data set in a process of its own. */
  static final class WriteLab {
    private WriteLab() {}

    public static void main(String[] arguments) throws IOException {
      dataset(1).write(Path.of(arguments[0]), 1, Progress.SILENT);
    }
  }
}
