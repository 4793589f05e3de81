package seco.track.otb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.golden.Golden;
import seco.golden.GoldenTable;
import seco.golden.GoldenTable.Row;
import seco.track.Box;
import seco.track.Got10kSequences;
import seco.track.Sequence;

/** Whole evaluations on folders of truth whose pictures are empty files. */
@Tag("golden")
class GoldenEvaluationTest {
  private static final String OTB = "tracking/metrics/otb/";
  private static final String GOT10K = "tracking/metrics/got10k/";
  private static final double TOLERANCE = 1e-12;
  private static final double SPEED_TOLERANCE = 1e-9;

  @TempDir private Path folder;

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private List<Sequence> otb() throws IOException {
    copy(GoldenTable.file(OTB + "data"), folder);
    for (Row row : GoldenTable.rows(OTB + "images_on_disk.csv")) {
      Path pictures = Files.createDirectories(folder.resolve(row.text("dir")).resolve("img"));
      for (int i = 0; i < row.integer("n_images"); i++) {
        String digits = "%0" + row.integer("zero_pad") + "d.jpg";
        Files.createFile(pictures.resolve(digits.formatted(row.integer("first_number") + i)));
      }
    }
    return OtbSequences.read(folder);
  }

  @Test
  void sequences_ofOtb_areThoseOfTheToolkit() throws IOException {
    List<Row> expected = GoldenTable.rows(OTB + "expected_sequences.csv");
    List<Sequence> sequences = otb();
    assertEquals(
        expected.stream().map(row -> row.text("seq_name")).toList(),
        sequences.stream().map(Sequence::name).toList());
    for (int i = 0; i < sequences.size(); i++) {
      Row row = expected.get(i);
      Sequence sequence = sequences.get(i);
      int last = sequence.size() - 1;
      String truth = folder.relativize(sequence.truthFile()).toString().replace('\\', '/');
      assertEquals(row.text("anno_file"), truth);
      assertEquals(row.integer("n_frames"), sequence.size(), sequence.name());
      assertEquals(row.text("first_image"), name(sequence.images().get(0)));
      assertEquals(row.text("last_image"), name(sequence.images().get(last)));
      assertEquals(GoldenMetricsTest.box(row, "gt0_"), sequence.truth().get(0));
      assertEquals(GoldenMetricsTest.box(row, "gtN_"), sequence.truth().get(last));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Test
  void reports_ofOtb_areThoseOfTheToolkit() throws IOException {
    List<Sequence> sequences = otb();
    JsonObject trackers = Golden.read(OTB + "expected_performance.json");
    for (String tracker : trackers.keySet()) {
      OtbResults results = new OtbResults(GoldenTable.file(OTB + "results/" + tracker));
      OtbReport report = new Evaluation(sequences, Protocol.OPE, results).otb();
      JsonObject expected = trackers.getAsJsonObject(tracker);
      JsonObject each = expected.getAsJsonObject("seq_wise");
      assertEquals(each.keySet(), report.sequences().keySet());
      for (String name : each.keySet()) {
        Double speed = report.speeds().get(name);
        check(
            tracker + " " + name,
            each.getAsJsonObject(name),
            report.sequences().get(name),
            speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed));
      }
      JsonObject overall = expected.getAsJsonObject("overall");
      check(tracker, overall, report.overall(), report.framesPerSecond());
      double score = overall.get("success_score").getAsDouble();
      assertEquals(score, report.range(Curves::successAuc).value(), TOLERANCE, tracker);
    }
  }

  private static void check(String what, JsonObject expected, Curves curves, OptionalDouble speed) {
    double[] success = Golden.doubles(expected.get("success_curve"));
    double[] precision = Golden.doubles(expected.get("precision_curve"));
    assertArrayEquals(success, curves.success(), TOLERANCE, what);
    assertArrayEquals(precision, curves.precision(), TOLERANCE, what);
    double auc = expected.get("success_score").getAsDouble();
    assertEquals(auc, curves.successAuc(), TOLERANCE, what);
    double at20 = expected.get("precision_score").getAsDouble();
    assertEquals(at20, curves.precision20(), TOLERANCE, what);
    double rate = expected.get("success_rate").getAsDouble();
    assertEquals(rate, curves.successRate50(), TOLERANCE, what);
    assertSpeed(what, expected, speed);
  }

  private static void assertSpeed(String what, JsonObject expected, OptionalDouble speed) {
    double fps = expected.get("speed_fps").getAsDouble();
    assertEquals(fps, speed.orElse(-1), SPEED_TOLERANCE * Math.abs(fps), what);
  }

  @Test
  void framesErrors_ofOtb_areThoseOfTheToolkit() throws IOException {
    List<Row> expected = GoldenTable.rows(OTB + "expected_frames.csv");
    List<Sequence> sequences = otb();
    String at = "";
    FrameErrors errors = null;
    for (Row row : expected) {
      String key = row.text("tracker") + "/" + row.text("seq");
      if (errors == null || !key.equals(at)) {
        at = key;
        Sequence sequence =
            sequences.stream()
                .filter(s -> s.name().equals(row.text("seq")))
                .findAny()
                .orElseThrow();
        OtbResults results =
            new OtbResults(GoldenTable.file(OTB + "results/" + row.text("tracker")));
        List<Box> boxes = results.read(sequence, 0).boxes();
        errors = FrameErrors.of(boxes, sequence.truth());
      }
      int frame = row.integer("frame");
      assertEquals(row.number("iou"), errors.overlaps()[frame], TOLERANCE, key + " " + frame);
      double distance = row.number("center_error");
      assertEquals(distance, errors.distances()[frame], TOLERANCE, key + " " + frame);
    }
  }

  @Test
  void reports_ofGot10k_areThoseOfTheToolkit() throws IOException {
    copy(GoldenTable.file(GOT10K + "data"), folder);
    for (Path sequence : folders(folder.resolve("val"))) {
      long frames = Files.readAllLines(sequence.resolve("groundtruth.txt")).size();
      for (int i = 1; i <= frames; i++) {
        Files.createFile(sequence.resolve("%08d.jpg".formatted(i)));
      }
    }
    List<Sequence> sequences = Got10kSequences.read(folder, "val");
    JsonObject trackers = Golden.read(GOT10K + "expected_performance.json");
    for (String tracker : trackers.keySet()) {
      Path results = GoldenTable.file(GOT10K + "results/" + tracker);
      int repetitions = Got10kResults.found(results, sequences.get(0));
      Got10kReport report =
          new Evaluation(sequences, Protocol.OPE, new Got10kResults(results, repetitions)).got10k();
      JsonObject expected = trackers.getAsJsonObject(tracker);
      JsonObject each = expected.getAsJsonObject("seq_wise");
      assertEquals(each.keySet(), report.sequences().keySet());
      for (String name : each.keySet()) {
        check(tracker + " " + name, each.getAsJsonObject(name), report.sequences().get(name));
      }
      JsonObject overall = expected.getAsJsonObject("overall");
      check(tracker, overall, report.overall());
      double[] curve = Golden.doubles(overall.get("succ_curve"));
      assertArrayEquals(curve, report.overall().success(), TOLERANCE, tracker);
      double ao = overall.get("ao").getAsDouble();
      assertEquals(ao, report.averageOverlap().value(), TOLERANCE, tracker);
    }
  }

  private static List<Path> folders(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private static void check(String what, JsonObject expected, Got10kReport.Pool pool) {
    double ao = expected.get("ao").getAsDouble();
    assertEquals(ao, pool.averageOverlap(), TOLERANCE, what);
    assertEquals(expected.get("sr").getAsDouble(), pool.successRate50(), TOLERANCE, what);
    assertSpeed(what, expected, pool.framesPerSecond());
  }
}
