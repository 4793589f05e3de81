package seco.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import seco.golden.GoldenTable;
import seco.golden.GoldenTable.Row;
import seco.video.Frame;
import seco.video.Pictures;

@Tag("golden")
class GoldenGeometryTest {
  private static final String FOLDER = "tracking/geometry/";
  private static final double MOST_OFF = 0.15; // share of samples that may differ by one level

  static Box box(Row row, String prefix) {
    return new Box(
        row.number(prefix + "x"),
        row.number(prefix + "y"),
        row.number(prefix + "w"),
        row.number(prefix + "h"));
  }

  static Frame picture(String path) {
    return PictureFile.read(GoldenTable.file(FOLDER + path));
  }

  /** Requires pictures that differ by one level at most, and seldom. */
  static void assertSame(String what, Frame expected, Frame actual) {
    assertEquals(expected.width(), actual.width(), what + ": width");
    assertEquals(expected.height(), actual.height(), what + ": height");
    int off = 0;
    for (int i = 0; i < expected.rgb().length; i++) {
      int difference = Math.abs((expected.rgb()[i] & 0xFF) - (actual.rgb()[i] & 0xFF));
      assertTrue(difference <= 1, what + ": value " + i + " differs by " + difference);
      off += difference;
    }
    double share = (double) off / expected.rgb().length;
    assertTrue(share <= MOST_OFF, what + ": " + share + " of the values differ");
  }

  @Test
  void crops_ofBothRoutines() {
    for (Row row : GoldenTable.rows(FOLDER + "crop/cases.csv")) {
      Square square =
          new Square(row.number("center_y"), row.number("center_x"), row.number("size"));
      try (Mat picture = Pictures.toMat(picture("crop/" + row.text("image") + ".png"));
          Scalar mean =
              new Scalar(row.number("avg_r"), row.number("avg_g"), row.number("avg_b"), 0)) {
        for (CropRoutine routine : CropRoutine.values()) {
          check(row, routine, square, picture, mean);
        }
      }
    }
  }

  private static void check(Row row, CropRoutine routine, Square square, Mat picture, Scalar mean) {
    boolean ours = routine == CropRoutine.PAD_RESIZE;
    String prefix = ours ? "" : "vince_";
    String name = "case%02d_%s.png".formatted(row.integer("case"), ours ? "siamfc" : "vince");
    Square.Corners expected =
        new Square.Corners(
            row.integer(prefix + "x0"),
            row.integer(prefix + "y0"),
            row.integer(prefix + "x1"),
            row.integer(prefix + "y1"));
    Square.Corners corners = routine.corners(square);
    assertEquals(expected, corners, name);
    int out = row.integer("out_size");
    try (Mat target = new Mat(out, out, opencv_core.CV_8UC3)) {
      routine.cut(picture, corners, mean, opencv_imgproc.INTER_LINEAR, target);
      assertSame(name, picture("crop/" + name), Pictures.toFrame(target));
      if (ours) { // the other way to the same cut
        SparseCrop.cut(picture, corners, mean, target);
        assertSame(name + ", sparse", picture("crop/" + name), Pictures.toFrame(target));
      }
    }
  }

  @Test
  void context_ofBoxes() {
    for (Row row : GoldenTable.rows(FOLDER + "context/boxes.csv")) {
      Target target = Target.of(box(row, ""));
      assertRelative(row, "center_y", target.centreY());
      assertRelative(row, "center_x", target.centreX());
      double side = target.exemplarSide(0.5);
      assertRelative(row, "z_sz", side);
      for (String column : row.fields().keySet()) {
        if (column.startsWith("x_sz_ex")) {
          assertRelative(row, column, side * 255 / GoldenTable.numberIn(column, "ex(\\d+)"));
        }
      }
      Box back = target.toBox();
      assertEquals(row.number("x"), back.x(), 1e-9);
      assertEquals(row.number("y"), back.y(), 1e-9);
    }
  }

  private static void assertRelative(Row row, String column, double actual) {
    double expected = row.number(column);
    assertEquals(expected, actual, 1e-6 * Math.max(1e-3, Math.abs(expected)), column);
  }

  @Test
  void labels_aroundTheMiddle() {
    for (Row row : GoldenTable.rows(FOLDER + "labels/index.csv")) {
      int n = row.integer("n");
      List<String> lines = GoldenTable.lines(FOLDER + "labels/" + row.text("file"));
      float[] labels =
          ResponseLabels.centred(n, row.number("r_pos_px") / 8, row.number("r_neg_px") / 8);
      for (int y = 0; y < n; y++) {
        String[] expected = lines.get(y).split(",", -1);
        for (int x = 0; x < n; x++) {
          assertEquals(Double.parseDouble(expected[x]), labels[y * n + x], row.text("file"));
        }
      }
    }
  }

  @Test
  void losses_andTheirGradients() {
    for (JsonElement element : array("loss/cases.json")) {
      JsonObject c = element.getAsJsonObject();
      double[] logits = flat(c.get("logits"));
      float[] labels = floats(flat(c.get("labels")));
      check(c.getAsJsonObject("balanced"), ResponseLoss.BALANCED.of(logits, labels));
      check(c.getAsJsonObject("focal_gamma2"), ResponseLoss.FOCAL.of(logits, labels));
    }
  }

  private static void check(JsonObject expected, ResponseLoss.Value actual) {
    assertEquals(expected.get("loss").getAsDouble(), actual.loss(), 1e-8);
    assertArrayEquals(flat(expected.get("grad")), actual.gradient(), 1e-8);
  }

  static JsonArray array(String path) {
    String text = String.join("\n", GoldenTable.lines(FOLDER + path));
    return JsonParser.parseString(text).getAsJsonArray();
  }

  static double[] flat(JsonElement nested) {
    List<Double> values = new ArrayList<>();
    collect(nested, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonElement nested, List<Double> values) {
    if (nested.isJsonArray()) {
      nested.getAsJsonArray().forEach(inner -> collect(inner, values));
    } else {
      values.add(nested.getAsDouble());
    }
  }

  static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  @Test
  void learningRates_ofAllSchedules() {
    for (Row row : GoldenTable.rows(FOLDER + "lr/schedules.csv")) {
      RateSchedule.Form form =
          switch (row.text("schedule")) {
            case "siamfc_exponential" -> RateSchedule.Form.EXPONENTIAL;
            case "matconvnet_logspace" -> RateSchedule.Form.LOGSPACE;
            case "vince_step_10_20_30" -> RateSchedule.Form.STEPS;
            default -> throw new IllegalStateException(row.text("schedule"));
          };
      double last = row.number("lr_end_param");
      RateSchedule schedule =
          new RateSchedule(form, row.number("lr0"), Double.isNaN(last) ? 1 : last, 0);
      double expected = row.number("lr");
      double actual = schedule.ofEpoch(row.integer("epoch_0based"), row.integer("epochs"));
      assertEquals(expected, actual, 1e-9 * expected, row.text("schedule"));
    }
  }

  @Test
  void window_isHanns() {
    double[] window = PeakFinder.window(272);
    for (Row row : GoldenTable.rows(FOLDER + "postprocess/hann_row.csv")) {
      double expected = row.number("window_row135");
      assertEquals(expected, window[135 * 272 + row.integer("index")], 1e-5 * window[135 * 273]);
    }
  }

  @Test
  void upsampling_isOpenCvs() {
    float[] responses = GoldenTable.array(FOLDER + "postprocess/responses.npy");
    for (String name : GoldenTable.names(FOLDER + "postprocess", "upsampled_case.*\\.npy")) {
      int c = GoldenTable.numberIn(name, "case(\\d+)");
      int scale = GoldenTable.numberIn(name, "scale(\\d+)");
      double[] full = new Upsampling(17, 272).apply(slice(responses, 3 * c + scale, 17));
      assertClose(GoldenTable.array(FOLDER + "postprocess/" + name), full);
    }
    for (String name : GoldenTable.names(FOLDER + "postprocess", "response\\d+_up\\d+\\.npy")) {
      int in = GoldenTable.numberIn(name, "response(\\d+)");
      int out = GoldenTable.numberIn(name, "up(\\d+)");
      float[] small = GoldenTable.array(FOLDER + "postprocess/response" + in + ".npy");
      double[] large = new Upsampling(in, out).apply(small);
      assertClose(GoldenTable.array(FOLDER + "postprocess/" + name), large);
    }
    for (Row row : GoldenTable.rows(FOLDER + "postprocess/upsampled_samples.csv")) {
      double[] of =
          new Upsampling(17, 272).apply(slice(responses, 3 * row.integer("case") + 1, 17));
      double value = of[row.integer("row") * 272 + row.integer("col")];
      assertEquals(row.number("value"), value, 1e-5, "case " + row.text("case"));
    }
  }

  private static void assertClose(float[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-5, "value " + i);
    }
  }

  private static float[] slice(float[] responses, int map, int n) {
    return Arrays.copyOfRange(responses, map * n * n, (map + 1) * n * n);
  }

  @Test
  void peaks_andWhereTheyLead() {
    float[] responses = GoldenTable.array(FOLDER + "postprocess/responses.npy");
    SiamFcConfig config = SiamFcConfig.siamFcPytorch();
    PeakFinder finder = new PeakFinder(config);
    for (Row row : GoldenTable.rows(FOLDER + "postprocess/cases.csv")) {
      int c = row.integer("case");
      String tag = c + " " + row.text("tag");
      float[][] scales = new float[3][];
      for (int k = 0; k < 3; k++) {
        scales[k] = slice(responses, 3 * c + k, 17);
      }
      PeakFinder.Found found = finder.find(scales);
      assertEquals(row.integer("scale_id"), found.scale(), tag);
      for (int k = 0; k < 3; k++) {
        assertEquals(row.number("penalised_peak" + k), found.peaks()[k], 1e-5, tag);
      }
      boolean tie = row.text("tag").startsWith("tie_");
      int down = side(found.row(), row.integer("loc_row"), tie, tag);
      int right = side(found.column(), row.integer("loc_col"), tie, tag);
      if (row.text("tag").equals("tie_two_equal_peaks")) {
        assertEquals(down, right, tag); // one peak or the other, not a place between them
      }
      Target after = finder.follow(Target.of(box(row, "box_")), found);
      double cy = row.number("cy") + down * (row.number("new_cy") - row.number("cy"));
      double cx = row.number("cx") + right * (row.number("new_cx") - row.number("cx"));
      assertEquals(cy, after.centreY(), 1e-3, tag);
      assertEquals(cx, after.centreX(), 1e-3, tag);
      assertEquals(row.number("new_z_sz"), after.exemplarSide(0.5), 1e-3, tag);
      Box out = after.toBox();
      assertEquals(row.number("out_x") + cx - row.number("new_cx"), out.x(), 1e-3, tag);
      assertEquals(row.number("out_y") + cy - row.number("new_cy"), out.y(), 1e-3, tag);
      assertEquals(row.number("out_w"), out.width(), 1e-3, tag);
      assertEquals(row.number("out_h"), out.height(), 1e-3, tag);
    }
  }

  /** 1 where a place is the expected one; -1 where it is the mirrored one, which a tie allows. */
  private static int side(int found, int expected, boolean tie, String what) {
    if (tie && found == 271 - expected) {
      return -1;
    }
    assertEquals(expected, found, what);
    return 1;
  }

  @Test
  void trainingPictures_ofSiamfcPytorch() {
    for (Row row : GoldenTable.rows(FOLDER + "train_transforms/cases.csv")) {
      String name = "train_transforms/case" + row.text("case");
      Frame expectedSquare = picture(name + "_crop255.png");
      Frame expectedSearch = picture(name + "_x.png");
      Target target = Target.of(box(row, ""));
      double share = 255 / row.number("exemplar_sz");
      try (Mat frame = Pictures.toMat(picture("train_transforms/frame.png"));
          Mat square = new Mat(255, 255, opencv_core.CV_8UC3);
          Mat given = Pictures.toMat(expectedSquare);
          Mat givenSearch = Pictures.toMat(expectedSearch)) {
        double[] mean = SiamFc.mean(frame);
        try (Scalar colour = new Scalar(mean[0], mean[1], mean[2], 0)) {
          Square around = Square.around(target, target.exemplarSide(0.5) * share);
          Square.Corners corners = CropRoutine.PAD_RESIZE.corners(around);
          CropRoutine.PAD_RESIZE.cut(frame, corners, colour, opencv_imgproc.INTER_LINEAR, square);
        }
        assertSame(name + ", square", expectedSquare, Pictures.toFrame(square));
        double room = row.number("randint_upper_exclusive");
        StretchAndShift draw =
            new StretchAndShift(
                opencv_imgproc.INTER_LINEAR,
                row.number("stretch_draw"),
                opencv_imgproc.INTER_LINEAR,
                (row.number("crop_row_draw") + 0.5) / room,
                (row.number("crop_col_draw") + 0.5) / room);
        try (Mat stretched = draw.stretched(given);
            Mat search = draw.search(given, row.integer("x_size"));
            Mat exemplar = StretchAndShift.middle(givenSearch, row.integer("z_size"))) {
          assertEquals(row.integer("stretched_size"), stretched.cols(), name);
          assertSame(name + ", search", expectedSearch, Pictures.toFrame(search));
          assertSame(name + ", exemplar", picture(name + "_z.png"), Pictures.toFrame(exemplar));
        }
      }
    }
  }

  @Test
  void labels_thatFollowAMovedCut() {
    for (Row row : GoldenTable.rows(FOLDER + "labels/vince_labels.csv")) {
      Target target = Target.of(box(row, ""));
      double side = target.exemplarSide(0.5) * SiamFcConfig.vince().searchShare();
      assertRelative(row, "start_cx", target.centreX());
      assertRelative(row, "start_cy", target.centreY());
      assertRelative(row, "start_w", side);
      MovedCut cut =
          new MovedCut(
              row.number("stretch") - 1, row.number("off_x_frac"), row.number("off_y_frac"), false);
      Square square = cut.of(Square.around(target, side), row.number("out_size") / 255);
      assertRelative(row, "crop_cx", square.centreX());
      assertRelative(row, "crop_cy", square.centreY());
      assertRelative(row, "crop_w", square.side());
      StringBuilder mask = new StringBuilder();
      for (float label : cut.labels(17)) {
        mask.append((int) label);
      }
      assertEquals(row.text("mask17x17_rowmajor"), mask.toString(), "case " + row.text("case"));
    }
  }

  @Test
  void frames_toLearnFrom() {
    Map<String, List<Row>> cases = new LinkedHashMap<>();
    GoldenTable.rows("tracking/metrics/got10k/pair_filter.csv")
        .forEach(row -> cases.computeIfAbsent(row.text("case"), c -> new ArrayList<>()).add(row));
    for (List<Row> rows : cases.values()) {
      List<Box> truth = rows.stream().map(row -> box(row, "")).toList();
      List<Double> cover = rows.stream().map(row -> row.number("cover")).toList();
      assertFrames("valid", rows, truth, cover);
      assertFrames("valid_without_cover", rows, truth, List.of());
    }
  }

  private static void assertFrames(
      String column, List<Row> rows, List<Box> truth, List<Double> cover) {
    List<Path> images = Collections.nCopies(truth.size(), Path.of("none.jpg"));
    Sequence sequence = Sequence.of("case", images, truth, cover, Path.of("groundtruth.txt"));
    Row first = rows.get(0);
    int[] expected =
        IntStream.range(0, rows.size()).filter(i -> rows.get(i).integer(column) == 1).toArray();
    int[] frames = PairFilter.frames(sequence, first.number("img_w"), first.number("img_h"));
    assertArrayEquals(expected, frames, column + " of case " + first.text("case"));
  }
}
