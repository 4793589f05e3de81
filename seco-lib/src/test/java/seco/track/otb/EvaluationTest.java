package seco.track.otb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;
import seco.track.Box;
import seco.track.BoxFile;
import seco.track.Got10kSequences;
import seco.track.IdentityTracker;
import seco.track.Sequence;
import seco.track.TextFiles;
import seco.track.Tracker;
import seco.video.Frame;

class EvaluationTest {
  @TempDir private Path folder;

  /** Counts what it is asked for. */
  private static final class Counting implements Tracker {
    private final Tracker inner = new IdentityTracker();
    int begun;

    @Override
    public void init(Frame frame, Box box) {
      begun++;
      inner.init(frame, box);
    }

    @Override
    public Box update(Frame frame) {
      return inner.update(frame);
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private List<Sequence> sequences(String... truths) throws IOException {
    for (int s = 0; s < truths.length; s++) {
      Path sequence = folder.resolve("otb/S" + s);
      TextFiles.write(sequence.resolve("groundtruth_rect.txt"), truths[s]);
      long frames = truths[s].lines().count();
      for (int i = 0; i < frames; i++) {
        int type = i % 2 == 0 ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3; // grey and coloured
        String name = "img/%04d.%s".formatted(i + 1, i % 3 == 0 ? "png" : "jpg");
        TextFiles.picture(sequence.resolve(name), 64 + i, 48, type); // sizes change
      }
    }
    return OtbSequences.read(folder.resolve("otb"));
  }

  @Test
  void identityTracker_isJudgedByHand() throws IOException {
    List<Sequence> sequences = sequences("1,1,10,10\n1,1,10,10\n6,1,10,10\nnan,nan,nan,nan\n");
    OtbResults results = new OtbResults(folder.resolve("results/identity"));
    Evaluation evaluation = new Evaluation(sequences, Protocol.OPE, results);
    assertTrue(evaluation.run(new IdentityTracker(), Progress.SILENT, () -> false));
    Curves curves = evaluation.otb().sequences().get("S0");
    // Overlaps 1, 1, 1/3 and none: 7 thresholds at 3/4, 13 at 1/2, the last at 0.
    assertEquals((7 * 0.75 + 13 * 0.5) / 21, curves.successAuc(), 1e-12);
    assertEquals(0.75, curves.precision20(), 0);
    assertEquals(0.5, curves.normalizedPrecision20(), 0);
    List<String> lines = Files.readAllLines(folder.resolve("results/identity/S0.txt"));
    assertEquals(java.util.Collections.nCopies(4, "1.000,1.000,10.000,10.000"), lines);
    List<String> times = Files.readAllLines(folder.resolve("results/identity/times/S0_time.txt"));
    assertTrue(times.stream().allMatch(line -> line.matches("\\d+\\.\\d{8}")), times.toString());
    assertEquals(4, times.size());
  }

  @Test
  void evaluation_goesOnWhereItEnded() throws IOException {
    List<Sequence> sequences = sequences("1,1,9,9\n1,1,9,9\n", "2,2,9,9\n2,2,9,9\n");
    Evaluation evaluation =
        new Evaluation(sequences, Protocol.OPE, new OtbResults(folder.resolve("r")));
    Counting tracker = new Counting();
    assertFalse(evaluation.run(tracker, Progress.SILENT, () -> tracker.begun == 1));
    assertThrows(InputException.class, evaluation::otb);
    assertTrue(evaluation.run(tracker, Progress.SILENT, () -> false));
    assertEquals(2, tracker.begun);
    assertEquals(20 / 21.0, evaluation.otb().overall().successAuc(), 1e-12);
  }

  @Test
  void results_ofOtherSequences_areRefused() throws IOException {
    OtbResults results = new OtbResults(folder.resolve("r"));
    Evaluation first = new Evaluation(sequences("1,1,9,9\n1,1,9,9\n"), Protocol.OPE, results);
    assertTrue(first.run(new IdentityTracker(), Progress.SILENT, () -> false));
    String known = Files.readString(folder.resolve("r/sequences.sha256"));
    assertEquals(first.dataSha256() + "\n", known);
    // The same name and length, so that the box files alone would seem to be done.
    Evaluation other = new Evaluation(sequences("2,2,9,9\n2,2,9,9\n"), Protocol.OPE, results);
    Counting tracker = new Counting();
    for (Executable use :
        List.<Executable>of(
            () -> other.run(tracker, Progress.SILENT, () -> false), other::otb, other::got10k)) {
      String message = assertThrows(InputException.class, use).getMessage();
      assertTrue(message.contains("sequences.sha256: the results beside it are of other"), message);
      assertTrue(message.contains("choose another folder"), message);
    }
    assertEquals(0, tracker.begun);
    assertEquals(known, Files.readString(folder.resolve("r/sequences.sha256")));
    Files.delete(folder.resolve("r/sequences.sha256"));
    InputException e =
        assertThrows(
            InputException.class,
            () -> first.run(new IdentityTracker(), Progress.SILENT, () -> false));
    assertTrue(e.getMessage().contains("no sequences.sha256 that tells"), e.getMessage());
    assertEquals(20 / 21.0, first.otb().overall().successAuc(), 1e-12); // may still be read
  }

  @Test
  void robustness_poolsThePassesOfASequence() throws IOException {
    List<Sequence> sequences = sequences("9,9,20,20\n".repeat(21));
    for (Protocol protocol : new Protocol[] {Protocol.TRE, Protocol.SRE}) {
      OtbResults results = new OtbResults(folder.resolve(protocol.id()));
      Evaluation evaluation = new Evaluation(sequences, protocol, results);
      Counting tracker = new Counting();
      evaluation.run(tracker, Progress.SILENT, () -> false);
      assertEquals(protocol == Protocol.TRE ? 11 : 12, tracker.begun);
      double auc = evaluation.otb().overall().successAuc();
      assertEquals(protocol == Protocol.TRE ? 20 / 21.0 : sreAuc(), auc, 1e-12);
    }
  }

  /**
   * By hand: a first frame, which is the truth, is above 20 of 21 thresholds; the other twenty
   * frames of a pass overlap by 340/460 where the box was shifted (15 thresholds), 400/484 where a
   * corner was moved (17), and 256, 324, 400/484 and 400/576 of 400 where it was scaled (13, 17, 17
   * and 14).
   */
  private static double sreAuc() {
    int thresholds = 12 * 20 + 20 * (4 * 15 + 4 * 17 + 13 + 17 + 17 + 14);
    return thresholds / (12 * 21 * 21.0);
  }

  @Test
  void sequenceWithoutAStart_isRefusedBeforeAnyIsTracked() throws IOException {
    String seldom = "0,9,20,20\n".repeat(10) + "9,9,20,20\n".repeat(12); // a start is too late
    List<Sequence> sequences = sequences("9,9,20,20\n".repeat(21), seldom);
    OtbResults results = new OtbResults(folder.resolve("r"));
    Evaluation evaluation = new Evaluation(sequences, Protocol.TRE, results);
    Counting tracker = new Counting();
    InputException e =
        assertThrows(
            InputException.class, () -> evaluation.run(tracker, Progress.SILENT, () -> false));
    assertTrue(e.getMessage().contains("S1 has no frame in which a pass of TRE"), e.getMessage());
    assertTrue(e.getMessage().contains("groundtruth_rect.txt"), e.getMessage());
    assertEquals(0, tracker.begun);
    assertFalse(Files.exists(folder.resolve("r")));
  }

  @Test
  void resultWithoutABox_isRefused() throws IOException {
    List<Sequence> sequences = sequences("1,1,9,9\n1,1,9,9\n");
    TextFiles.write(folder.resolve("r/S0.txt"), "\n");
    Evaluation evaluation =
        new Evaluation(sequences, Protocol.OPE, new OtbResults(folder.resolve("r")));
    InputException e = assertThrows(InputException.class, evaluation::otb);
    assertTrue(e.getMessage().contains("S0.txt: empty, holds no box of S0"), e.getMessage());
  }

  @Test
  void starts_withoutAreaOrOutside_areRefused() throws IOException {
    Map<String, String> reasons =
        Map.of(
            "1,1,0,9", "1.000,1.000,0.000,9.000 has no area",
            "nan,1,9,9", "NaN,1.000,9.000,9.000 has no area",
            "500,1,9,9", "box 500.000,1.000,9.000,9.000: lies outside the picture of 65 x 48",
            "-40,1,9,9", "box -40.000,1.000,9.000,9.000: lies outside the picture of 65 x 48");
    for (String box : reasons.keySet()) {
      Sequence whole = sequences("1,1,9,9\n" + box + "\n").get(0);
      Path file = folder.resolve("otb/S0/groundtruth_rect.txt");
      assertRefused(whole.from(1, "later"), file + ", frame 2 of S0: " + reasons.get(box));
      Box other = BoxFile.parse(box, "here");
      TextFiles.picture(whole.images().get(0), 65, 48, opencv_core.CV_8UC3);
      assertRefused(whole.startingWith(other, "--box", "x"), "--box: " + reasons.get(box));
    }
  }

  private static void assertRefused(Sequence pass, String reason) {
    InputException e =
        assertThrows(InputException.class, () -> OnePass.over(pass, new IdentityTracker()));
    assertTrue(e.getMessage().startsWith(reason), e.getMessage());
  }

  @Test
  void times_thatAreNoNumbers_areRefusedByFileAndLine() throws IOException {
    Map<String, String> reasons =
        Map.of(
            "0.1\n\n0x1\n", "S0_time.txt, line 3: '0x1' in '0x1' is no number",
            "0.1,0.2\n0.1\n", "S0_time.txt, line 2: '0.1' has 1 columns, the first line 2");
    Sequence sequence = sequences("1,1,9,9\n1,1,9,9\n").get(0);
    OtbResults results = new OtbResults(folder.resolve("r"));
    TextFiles.write(folder.resolve("r/S0.txt"), "1,1,9,9\n1,1,9,9\n");
    for (String text : reasons.keySet()) {
      TextFiles.write(folder.resolve("r/times/S0_time.txt"), text);
      String message =
          assertThrows(InputException.class, () -> results.read(sequence, 0)).getMessage();
      assertTrue(message.contains(reasons.get(text)), message);
    }
    TextFiles.write(folder.resolve("r/times/S0_time.txt"), "0.25\nnan\n");
    assertEquals(4, results.read(sequence, 0).framesPerSecond().orElseThrow(), 0);
  }

  @Test
  void damagedPicture_isNamed() throws IOException {
    List<Sequence> sequences = sequences("1,1,9,9\n1,1,9,9\n");
    TextFiles.write(sequences.get(0).images().get(1), "no picture");
    InputException e =
        assertThrows(
            InputException.class, () -> OnePass.over(sequences.get(0), new IdentityTracker()));
    assertTrue(e.getMessage().contains("0002.jpg: damaged"), e.getMessage());
  }

  @Test
  void got10k_threeRepetitions_areOnePool() throws IOException {
    Path sequence = folder.resolve("got/val/A");
    TextFiles.write(folder.resolve("got/val/list.txt"), "A\n");
    TextFiles.write(sequence.resolve("groundtruth.txt"), "1,1,10,10\n1,1,10,10\n6,1,10,10\n");
    TextFiles.write(sequence.resolve("cover.label"), "8\n8\n8\n");
    for (int i = 1; i <= 3; i++) {
      TextFiles.picture(sequence.resolve("%08d.jpg".formatted(i)));
    }
    List<Sequence> sequences = Got10kSequences.read(folder.resolve("got"), "val");
    Path results = folder.resolve("results");
    Evaluation evaluation = new Evaluation(sequences, Protocol.OPE, new Got10kResults(results, 3));
    evaluation.run(new IdentityTracker(), Progress.SILENT, () -> false);
    Got10kReport report = evaluation.got10k();
    assertEquals(6, report.overall().overlaps().length);
    assertEquals((1 + 1 / 3.0) / 2, report.overall().averageOverlap(), 1e-12);
    assertEquals(0.5, report.overall().successRate75(), 0);
    List<String> times = Files.readAllLines(results.resolve("A/A_time.txt"));
    assertTrue(times.stream().allMatch(line -> line.split(",", -1).length == 3), times.toString());
    TextFiles.write(results.resolve("A/A_002.txt"), "1,1,10,10\n");
    InputException e = assertThrows(InputException.class, evaluation::got10k);
    assertTrue(e.getMessage().contains("A_002.txt: 1 boxes for 3"), e.getMessage());
  }

  @Test
  void got10k_wrongNumbers_areRefused() {
    Path sequence = folder.resolve("got/train/A");
    TextFiles.write(folder.resolve("got/train/list.txt"), "A\nB\n");
    TextFiles.write(sequence.resolve("groundtruth.txt"), "1,1,10,10\n");
    assertTrue(
        refusal().contains("groundtruth.txt, line 1: 1 boxes for the 0 pictures of A"), refusal());
    TextFiles.picture(sequence.resolve("00000001.jpg"));
    assertTrue(refusal().contains("list.txt, line 2: no folder"), refusal());
    TextFiles.write(folder.resolve("got/train/list.txt"), "A\n");
    TextFiles.write(sequence.resolve("cover.label"), "8\n8\n");
    assertTrue(refusal().contains("cover.label: 2 lines of cover for 1 boxes"), refusal());
    TextFiles.write(sequence.resolve("cover.label"), "8;\n");
    assertTrue(refusal().contains("cover.label, line 1"), refusal());
  }

  private String refusal() {
    Path got = folder.resolve("got");
    return assertThrows(InputException.class, () -> Got10kSequences.read(got, "train"))
        .getMessage();
  }

  @Test
  void bootstrap_ofEqualValues_hasNoWidth() {
    assertEquals(new Bootstrap.Range(0.5, 0.5, 0.5), Bootstrap.ofMean(new double[] {0.5, 0.5}));
    double[] values = new double[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }
    Bootstrap.Range range = Bootstrap.ofMean(values);
    assertEquals(0.5, range.value(), 1e-12);
    double halfWidth = 1.96 * 0.5 / Math.sqrt(200); // of the normal approximation
    assertEquals(0.5 - halfWidth, range.low(), 0.01);
    assertEquals(0.5 + halfWidth, range.high(), 0.01);
  }
}
