package seco.track.vot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.golden.Golden;
import seco.golden.GoldenTable;
import seco.golden.GoldenTable.Row;
import seco.track.Box;
import seco.track.Sequence;
import seco.track.TextFiles;
import seco.track.Tracker;
import seco.video.Frame;

@Tag("golden")
class GoldenVotTest {
  private static final String FOLDER = "tracking/metrics/";

  @TempDir private Path folder;

  private static Polygon polygon(Row row, String letter) {
    double[] numbers = new double[8];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = row.number(letter + i);
    }
    return Polygon.of(numbers);
  }

  @Test
  void overlaps_ofRegions() {
    for (Row row : GoldenTable.rows(FOLDER + "iou/polygons.csv")) {
      Polygon p = polygon(row, "p");
      Polygon q = polygon(row, "q");
      assertEquals(row.number("poly_iou"), p.overlap(q), 1e-9, row.text("id"));
      assertWithin(row, p, q);
      Box box = p.toBox();
      assertEquals(row.number("p_rect_x"), box.x(), 1e-9, row.text("id"));
      assertEquals(row.number("p_rect_y"), box.y(), 1e-9, row.text("id"));
      assertEquals(row.number("p_rect_w"), box.width(), 1e-9, row.text("id"));
      assertEquals(row.number("p_rect_h"), box.height(), 1e-9, row.text("id"));
    }
    List<Row> pairs = GoldenTable.rows(FOLDER + "iou/pairs.csv");
    List<Row> expected = GoldenTable.rows(FOLDER + "iou/expected.csv");
    for (int i = 0; i < pairs.size(); i++) {
      Polygon a = Polygon.of(box(pairs.get(i), "a"));
      Polygon b = Polygon.of(box(pairs.get(i), "b"));
      assertEquals(expected.get(i).number("poly_iou"), a.overlap(b), 1e-9, "pair " + i);
      assertWithin(expected.get(i), a, b);
    }
  }

  /** Requires the overlap of two regions within the picture whose size the column's name tells. */
  private static void assertWithin(Row row, Polygon a, Polygon b) {
    String column = row.column("poly_iou_bound_");
    int width = GoldenTable.numberIn(column, "(\\d+)x");
    int height = GoldenTable.numberIn(column, "x(\\d+)");
    double within = a.within(width, height).overlap(b.within(width, height));
    assertEquals(row.number(column), within, 1e-9, row.text("id"));
  }

  private static Box box(Row row, String prefix) {
    return new Box(
        row.number(prefix + "x"),
        row.number(prefix + "y"),
        row.number(prefix + "w"),
        row.number(prefix + "h"));
  }

  /** Says in each frame what is written for it; the frame's grey level is its number. */
  private record Scripted(List<double[]> boxes) implements Tracker {
    @Override
    public void init(Frame frame, Box box) {
      Tracker.requireBox(frame, box);
    }

    @Override
    public Box update(Frame frame) {
      double[] b = boxes.get(frame.value(0, 0, 0));
      return new Box(b[0], b[1], b[2], b[3]);
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private static List<double[]> numbers(String file) {
    return GoldenTable.lines(file).stream()
        .map(line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  @Test
  void resets_ofTheToolkit() {
    JsonObject expected = Golden.read(FOLDER + "vot_reset/expected_performance.json");
    int[] size = Golden.ints(expected.get("image_size_wh"));
    List<ResetRun> runs = new ArrayList<>();
    for (String file : GoldenTable.names(FOLDER + "vot_reset", ".*_groundtruth.txt")) {
      String name = file.replace("_groundtruth.txt", "");
      String prefix = FOLDER + "vot_reset/" + name;
      List<Polygon> truth = numbers(prefix + "_groundtruth.txt").stream().map(Polygon::of).toList();
      Sequence sequence = sequence(name, truth.size(), size);
      Scripted tracker = new Scripted(numbers(prefix + "_scripted_boxes.csv"));
      ResetRun run = ResetRun.over(sequence, truth, tracker);
      List<String> lines = run.entries().stream().map(ResetRun.Entry::toLine).toList();
      assertEquals(GoldenTable.lines(prefix + "_expected_record.txt"), lines);
      runs.add(run);
    }
    double accuracy = expected.get("accuracy").getAsDouble();
    assertEquals(accuracy, ResetRun.accuracy(runs), 1e-6);
    int failures = runs.stream().mapToInt(ResetRun::failures).sum();
    assertEquals(expected.get("robustness").getAsDouble(), failures);
  }

  private Sequence sequence(String name, int frames, int[] size) {
    List<Path> images = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      Path file = folder.resolve(name).resolve("%08d.png".formatted(i + 1));
      images.add(TextFiles.grey(file, size[0], size[1], i));
    }
    List<Box> unknown = Collections.nCopies(frames, Box.ABSENT);
    return Sequence.of(name, images, unknown, List.of(), folder);
  }
}
