package seco.track.otb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import seco.golden.GoldenTable;
import seco.golden.GoldenTable.Row;
import seco.track.Box;

@Tag("golden")
class GoldenMetricsTest {
  private static final String FOLDER = "tracking/metrics/";
  private static final double TOLERANCE = 1e-12;

  static Box box(Row row, String prefix) {
    return new Box(
        row.number(prefix + "x"),
        row.number(prefix + "y"),
        row.number(prefix + "w"),
        row.number(prefix + "h"));
  }

  @Test
  void overlapsAndDistances_ofTheToolkit() {
    List<Row> pairs = GoldenTable.rows(FOLDER + "iou/pairs.csv");
    List<Row> expected = GoldenTable.rows(FOLDER + "iou/expected.csv");
    List<Row> bounded = GoldenTable.rows(FOLDER + "iou/bounded_boxes.csv");
    for (int i = 0; i < pairs.size(); i++) {
      String what = pairs.get(i).text("case") + ", pair " + i;
      Box a = box(pairs.get(i), "a");
      Box b = box(pairs.get(i), "b");
      Row row = expected.get(i);
      assertEquals(row.number("rect_iou"), a.overlap(b), TOLERANCE, what);
      String column = row.column("rect_iou_bound_");
      int width = GoldenTable.numberIn(column, "(\\d+)x");
      int height = GoldenTable.numberIn(column, "x(\\d+)");
      Box fittedA = a.bounded(width, height);
      Box fittedB = b.bounded(width, height);
      assertEquals(box(bounded.get(i), "a"), fittedA, what);
      assertEquals(box(bounded.get(i), "b"), fittedB, what);
      double fitted = row.number(column);
      assertEquals(fitted, fittedA.overlap(fittedB), TOLERANCE, what);
      assertEquals(row.number("center_error"), a.centreDistance(b), TOLERANCE, what);
      double normalized = row.number("norm_center_error_gt_is_b");
      assertEquals(normalized, a.normalizedDistance(b), TOLERANCE, what);
    }
  }

  @Test
  void curvesAndScores_ofTheToolkit() {
    Map<String, List<Row>> frames = new LinkedHashMap<>();
    GoldenTable.rows(FOLDER + "curves/frames.csv")
        .forEach(row -> frames.computeIfAbsent(row.text("case"), c -> new ArrayList<>()).add(row));
    for (String line : GoldenTable.lines(FOLDER + "curves/expected.csv")) {
      if (!line.startsWith("#")) {
        String[] fields = line.split(",", -1);
        double[] values = Arrays.stream(fields).skip(2).mapToDouble(GoldenTable::number).toArray();
        check(fields[0], fields[1], values(frames.get(fields[0])), values);
      }
    }
  }

  private static double[][] values(List<Row> rows) {
    return new double[][] {
      rows.stream().mapToDouble(row -> row.number("iou")).toArray(),
      rows.stream().mapToDouble(row -> row.number("center_error")).toArray()
    };
  }

  private static void check(String name, String kind, double[][] frames, double[] expected) {
    double[] overlaps = frames[0];
    Curves curves = Curves.of(new FrameErrors(overlaps, frames[1], frames[1]));
    Got10kReport.Pool pool = new Got10kReport.Pool(overlaps, new double[0]);
    double[] actual =
        switch (kind) {
          case "otb_success_21" -> curves.success();
          case "otb_precision_51" -> curves.precision();
          case "got10k_success_101" -> pool.success();
          case "scalars" ->
              new double[] {
                curves.successAuc(),
                curves.precision20(),
                curves.successRate50(),
                pool.averageOverlap(),
                pool.successRate50()
              };
          default -> throw new IllegalStateException(kind);
        };
    assertArrayEquals(expected, actual, TOLERANCE, name + ", " + kind);
  }

  @Test
  void temporalStarts_ofTheBenchmark() {
    for (Row row : GoldenTable.rows(FOLDER + "otb_official/tre_segments.csv")) {
      int[] expected =
          Arrays.stream(row.text("starts_python_port").split(" ", -1))
              .mapToInt(text -> Integer.parseInt(text) - 1)
              .toArray();
      int frames = row.integer("seq_len");
      assertArrayEquals(expected, Perturbations.starts(frames, frame -> true), "of " + frames);
    }
  }

  @Test
  void shiftedBoxes_ofTheBenchmark() {
    for (Row row : GoldenTable.rows(FOLDER + "otb_official/sre_boxes.csv")) {
      Map<String, Box> boxes =
          Perturbations.boxes(box(row, ""), row.integer("img_w"), row.integer("img_h"));
      assertEquals(12, boxes.size());
      assertEquals(box(row, "e"), boxes.get(row.text("shift")), row.text("shift"));
    }
  }
}
