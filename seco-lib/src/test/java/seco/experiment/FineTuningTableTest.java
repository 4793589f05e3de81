package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.lab.LabConfig;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.SafeFile;
import seco.run.Scale;
import seco.run.Score;
import seco.video.FrameStore;

class FineTuningTableTest {
  private static final String TOP1 = FineTuningRecords.TOP1;
  private static final int STEPS = 10; // two epochs of twenty videos, four a step

  @TempDir private static Path shared;
  @TempDir private Path folder;

  /** Writes down what is done, and requests a stop after so many steps of fine-tunings. */
  private static final class Log implements FineTuningTable.Listener {
    private final List<String> lines = new ArrayList<>();
    private int stepsLeft = Integer.MAX_VALUE;

    private Progress told(String what) {
      return (done, total) -> lines.add(what);
    }

    @Override
    public Progress of(Row row, long seed) {
      return told("network " + row.label());
    }

    @Override
    public Progress data(long seed) {
      return Progress.SILENT;
    }

    @Override
    public Progress tuning(String label, long seed) {
      return (done, total) -> {
        lines.add("tuning " + label);
        stepsLeft--;
      };
    }

    @Override
    public Progress testing(String label, long seed) {
      return told("testing " + label);
    }

    @Override
    public boolean stopRequested() {
      return stepsLeft <= 0;
    }

    long count(String line) {
      return lines.stream().filter(line::equals).count();
    }
  }

  @BeforeAll
  static void makeData() throws IOException {
    LabData.open(shared.resolve("data"), Scale.SMOKE, 0.5, 2, Progress.SILENT).close();
  }

  private FineTuningTable table(List<Row> rows, Map<String, Path> given, FineTuningVideos videos) {
    ComparedNetworks networks =
        new ComparedNetworks(
            Scale.SMOKE, rows, given, shared.resolve("data"), folder.resolve("runs"));
    return new FineTuningTable(networks, videos, 0);
  }

  @Test
  void smokeScale_tunesEveryNetwork_andASecondCallTunesNothing()
      throws IOException, InterruptedException {
    List<Row> rows = ComparedNetworks.table(Scale.SMOKE);
    Log log = new Log();
    FineTuningTable table = table(rows, Map.of(), FineTuningVideos.LAB);
    FineTuningRecords results = table.run(List.of(2L), log);

    assertEquals("finetuning-smoke-lab", table.name());
    assertEquals(
        List.of("random", "start", "frames", "inter", "inter+intra", "inter+intra+order"),
        results.networks());
    for (String network : results.networks()) {
      assertEquals(STEPS, log.count("tuning " + network));
      requireConsistent(results, network);
    }
    String commonStart = score(results, "start").card().get("descent").orElse("");
    assertTrue(commonStart.startsWith("2 epochs, 2 x 2 videos a step"), commonStart);
    assertEquals("ALL", score(results, "random").card().get("norms").orElse(""));
    assertEquals("FIRST", score(results, "start").card().get("norms").orElse(""));
    assertEquals("random", score(results, "random").card().get("start").orElse(""));
    assertEquals("inter,intra", score(results, "inter+intra").card().get("tasks").orElse(""));

    Log again = new Log();
    Map<String, Path> given = Map.of("given", ablation("inter-2"));
    FineTuningRecords more = table(rows, given, FineTuningVideos.LAB).run(List.of(2L), again);
    assertEquals(STEPS, again.count("tuning given"));
    assertEquals(0, again.lines.stream().filter(l -> !l.endsWith(" given")).count());
    assertArrayEquals( // the same network, the same steps
        more.curve("inter", FineTuningRecords.LOSS), more.curve("given", FineTuningRecords.LOSS));
    assertArrayEquals(new double[] {0}, more.above("given", "inter", TOP1));
    assertArrayEquals(
        more.values("inter", FineTuningRecords.FROZEN),
        more.values("given", FineTuningRecords.FROZEN));

    more.write(folder.resolve("records"), "finetuning");
    assertEquals(more, FineTuningRecords.read(folder.resolve("records"), "finetuning"));
  }

  private static Score score(FineTuningRecords results, String network) {
    return results.records().score(network, 2, TOP1).orElseThrow();
  }

  private Path ablation(String name) throws IOException {
    try (Stream<Path> folders = Files.list(folder.resolve("runs/ablation"))) {
      return folders.findFirst().orElseThrow().resolve(name);
    }
  }

  private static void requireConsistent(FineTuningRecords results, String network) {
    double top1 = results.interval(network, TOP1).mean();
    assertTrue(top1 >= 0 && top1 <= results.interval(network, FineTuningRecords.TOP5).mean());
    assertEquals(2, results.curve(network, FineTuningRecords.LOSS).length);
    double frozen = results.interval(network, FineTuningRecords.FROZEN).mean();
    assertTrue(frozen >= 0 && frozen <= 1);
    for (double share : results.curve(network, FineTuningRecords.TRAINING_TOP1)) {
      assertTrue(share >= 0 && share <= 1);
    }
  }

  @Test
  void stoppedWork_goesOnWhereItWas_andEndsTheSame() throws IOException, InterruptedException {
    List<Row> random = List.of(Variant.RANDOM);
    Log stopped = new Log();
    stopped.stepsLeft = 3;
    FineTuningTable table = table(random, Map.of(), FineTuningVideos.LAB);
    InterruptedException e =
        assertThrows(InterruptedException.class, () -> table.run(List.of(2L), stopped));
    assertTrue(e.getMessage().endsWith("random-2: stopped and saved"), e.getMessage());
    assertEquals(3, stopped.lines.size());

    Log inTest = new Log();
    inTest.stepsLeft = STEPS - 3;
    assertThrows(InterruptedException.class, () -> table.run(List.of(2L), inTest));
    assertEquals(STEPS - 3, inTest.count("tuning random"));
    assertEquals(1, inTest.count("testing random"), "stopped at once");

    Log last = new Log();
    FineTuningRecords results = table.run(List.of(2L), last);
    assertEquals(0, last.count("tuning random"));

    Path elsewhere = folder.resolve("elsewhere");
    ComparedNetworks networks =
        new ComparedNetworks(Scale.SMOKE, random, Map.of(), shared.resolve("data"), elsewhere);
    FineTuningRecords whole =
        new FineTuningTable(networks, FineTuningVideos.LAB, 0).run(List.of(2L), new Log());
    assertEquals(whole, results);
  }

  @Test
  void epochs_areSaid_andOtherSettingsRefused() throws IOException, InterruptedException {
    ComparedNetworks networks =
        new ComparedNetworks(
            Scale.SMOKE,
            List.of(Variant.RANDOM),
            Map.of(),
            shared.resolve("data"),
            folder.resolve("runs"));
    FineTuningRecords longer =
        new FineTuningTable(networks, FineTuningVideos.LAB, 3).run(List.of(2L), new Log());
    assertEquals(3, longer.curve("random", FineTuningRecords.LOSS).length);
    String descent = score(longer, "random").card().get("descent").orElse("");
    assertTrue(descent.startsWith("3 epochs") && descent.contains("at [2]"), descent);

    Path run = folder.resolve("runs/finetuning");
    try (Stream<Path> files = Files.walk(run)) {
      Path config = files.filter(f -> f.endsWith("config.json")).findFirst().orElseThrow();
      String text = Files.readString(config);
      Files.writeString(config, text.replace("\"dropout\": 0.5", "\"dropout\": 0.25"));
    }
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                new FineTuningTable(networks, FineTuningVideos.LAB, 3).run(List.of(2L), new Log()));
    assertTrue(e.getMessage().contains("with other settings"), e.getMessage());
  }

  @Test
  void splits_areOfADataSet_oneOrAllThree() throws IOException, InterruptedException {
    Path data = folder.resolve("ucf");
    split(data, 1);
    FineTuningVideos one = FineTuningVideos.in(data, "ucf", List.of());
    assertEquals(List.of(1), one.splits());
    FineTuningRecords results =
        table(List.of(Variant.RANDOM), Map.of(), one).run(List.of(1L, 2L), new Log());
    assertEquals(2, results.interval("random", TOP1).values());
    Score score = results.records().score("random", 1, TOP1).orElseThrow();
    assertEquals("1", score.card().get("split").orElse(""));

    refused(data, "no stores frames/train2", 2);
    refused(data, "split 4", 1, 4);
    refused(folder, "no stores frames/train1 and frames/test1");
    split(data, 3);
    refused(data, "splits [1, 3]: choose one of them, or all three");
    split(data, 2);
    requireMean(FineTuningVideos.in(data, "ucf", List.of()), score);

    Path frames = data.resolve("frames");
    SafeFile.deleteTree(frames.resolve("test1"));
    Files.move(frames.resolve("test2"), frames.resolve("test1"));
    FineTuningVideos swapped = FineTuningVideos.in(data, "ucf", List.of(1));
    FineTuningTable wrong = table(List.of(Variant.RANDOM), Map.of(), swapped);
    InputException e = assertThrows(InputException.class, () -> wrong.run(List.of(1L), new Log()));
    assertTrue(e.getMessage().endsWith("test1: is of UCF101, split 2, test"), e.getMessage());
  }

  private void requireMean(FineTuningVideos videos, Score first)
      throws IOException, InterruptedException {
    assertEquals(List.of(1, 2, 3), videos.splits());
    FineTuningRecords results =
        table(List.of(Variant.RANDOM), Map.of(), videos).run(List.of(1L), new Log());
    for (String metric : List.of(TOP1, FineTuningRecords.FROZEN, "loss@1")) {
      double sum = 0;
      for (int split = 1; split <= 3; split++) {
        sum += results.records().value("random", 1, metric + "/" + split).orElseThrow();
      }
      Score mean = results.records().score("random", 1, metric).orElseThrow();
      assertEquals(sum / 3, mean.value(), 1e-12);
      assertEquals("mean of 1, 2, 3", mean.card().get("split").orElse(""));
    }
    assertEquals(first.value(), results.values("random", TOP1 + "/1")[0]);
  }

  /** A lab's stores in the place of a split's, with cards that say so. */
  private static void split(Path data, int number) throws IOException {
    double bias = LabConfig.standard().sceneBias();
    try (LabData lab =
        LabData.open(shared.resolve("data"), Scale.SMOKE, bias, 1 + number, Progress.SILENT)) {
      copy(lab.train(), data, "train", number);
      copy(lab.test(), data, "test", number);
    }
  }

  private static void copy(FrameStore store, Path data, String part, int number)
      throws IOException {
    Path target = Files.createDirectories(data.resolve("frames").resolve(part + number));
    try (Stream<Path> files = Files.list(store.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
      }
    }
    ProtocolCard.Counts counts =
        new ProtocolCard.Counts(20, 20, 0, 0, 0, Map.of(), store.size(), 10);
    new ProtocolCard(
            "UCF101",
            String.valueOf(number),
            part,
            part + number + ".txt",
            store.listSha256(),
            counts,
            Map.of(),
            null,
            List.of(),
            List.of())
        .writeInto(target);
  }

  private static void refused(Path data, String part, Integer... splits) {
    InputException e =
        assertThrows(InputException.class, () -> FineTuningVideos.in(data, "ucf", List.of(splits)));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"inter", "random", "a/b"})
  void rows_ofTakenOrStrangeNames_areRefused(String row) {
    InputException e =
        assertThrows(
            InputException.class,
            () -> table(List.of(), Map.of(row, Path.of("x.pth")), FineTuningVideos.LAB));
    assertTrue(e.getMessage().startsWith("row '" + row + "'"), e.getMessage());
  }

  @Test
  void nothingToTune_andWeightsThatAreNot_areRefused() {
    FineTuningVideos lab = FineTuningVideos.LAB;
    InputException none = assertThrows(InputException.class, () -> table(List.of(), Map.of(), lab));
    assertEquals("no network is named", none.getMessage());
    Map<String, Path> given = Map.of("given", folder.resolve("x.pth"));
    InputException missing =
        assertThrows(
            InputException.class, () -> table(List.of(), given, lab).run(List.of(2L), new Log()));
    assertTrue(missing.getMessage().endsWith("no run, and no file of weights"));
  }
}
