package seco.experiment.table;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.experiment.ClipNetwork;
import seco.experiment.ClipTuningResult;
import seco.experiment.FrozenNetwork;
import seco.finetune.ClipTuning;
import seco.finetune.ClipTuningConfig;
import seco.finetune.FineTuningStart;
import seco.run.Score;

/**
 * A cell of fine-tuning on clips, trained, and tested with ten clips of each video, as in DualVar's
 * Table 4: there on the first split alone, in SeCo's Table 3 on every split that is there.
 *
 * @param config of the training but for network and classes
 * @param splits its videos
 * @param named whether a split's number has a name of its own, as in {@link SplitScores}
 */
record ClipTuningCell(
    ClipCell cell, ClipTuningConfig config, List<TableData.Parts> splits, boolean named)
    implements CellWork {
  private static final int FIVE = 5;

  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    List<Score> first = new ArrayList<>();
    List<Score> all = new ArrayList<>();
    for (TableData.Parts parts : splits) {
      List<Score> scores = split(parts);
      first.add(scores.get(0));
      all.addAll(scores);
    }
    return named ? SplitScores.of(first, cell.isOfficial(), cell.column()) : all;
  }

  private List<Score> split(TableData.Parts parts) throws IOException, InterruptedException {
    try (ClipVideos videos = ClipVideos.open(parts)) {
      Path run = run(videos);
      String what = cell.label() + ", seed " + config.seed();
      try (ClipTuning training = open(run, videos)) {
        RowTraining.finish(training, "fine-tuning on " + what, cell.listener());
        return test(training, run, videos, what);
      }
    }
  }

  private Path run(ClipVideos videos) {
    return cell.network().tuning(cell.label(), videos.train(), config.seed());
  }

  private ClipTuning open(Path run, ClipVideos videos) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipNetwork start = cell.network().clips(cell.shown(), manager);
      ClipTuningResult.requireTest(start.card(), videos.train(), videos.test());
      ClipTuningConfig wanted =
          config.with(
              Map.of(
                  "trunk.kind", start.config().trunk().kind(),
                  "trunk.width", start.config().trunk().width(),
                  "classes", Math.max(videos.train().classes(), videos.test().classes())));
      if (!Files.exists(run.resolve("config.json"))) {
        FineTuningStart begun = new FineTuningStart(start.encoder().arrays(), start.card());
        return ClipTuning.start(wanted, videos.train(), begun, run);
      }
      RowTraining.requireSame(ClipTuningConfig.read(run), wanted, run);
      return ClipTuning.resume(run, videos.train());
    }
  }

  /** The numbers of a run's network, top-1 first, kept beside it. */
  private List<Score> test(ClipTuning training, Path run, ClipVideos videos, String what)
      throws IOException, InterruptedException {
    String encoder =
        new Checkpoints(run.resolve("checkpoints"))
            .newest()
            .orElseThrow(() -> new InputException(run + ": the run has no checkpoint"))
            .state()
            .arraysSha256();
    KeptScores file = new KeptScores(run.resolve("test.csv"), cell.column(), config.seed());
    List<Score> kept = file.of(encoder);
    if (!kept.isEmpty()) {
      return kept;
    }
    List<Score> scores = new ArrayList<>();
    cell.network()
        .stages()
        .timed(testStage(), () -> scores.addAll(tested(training, run, videos, encoder, what)));
    file.write(scores);
    return scores;
  }

  private List<Score> tested(
      ClipTuning training, Path run, ClipVideos videos, String encoder, String what)
      throws IOException, InterruptedException {
    ClipTuningResult result =
        ClipTuningResult.of(
            training,
            FineTuningStart.read(run.resolve("start.json")),
            videos.train(),
            videos.test(),
            cell.listener().stoppable("videos of the test on " + what));
    List<Score> scores = new ArrayList<>();
    for (int k : new int[] {1, FIVE}) {
      Score top = result.top(k);
      scores.add(
          new Score(top.metric(), top.value(), top.card().with(FrozenNetwork.ENCODER, encoder)));
    }
    return scores;
  }

  private String testStage() {
    return FineTuningCell.TEST + "/" + cell.label();
  }

  /** Hours of the trainings of all splits, and of their tests. */
  @Override
  public Map<String, Double> hours() throws IOException {
    double trainings = 0;
    for (TableData.Parts parts : splits) {
      try (ClipVideos videos = ClipVideos.open(parts)) {
        trainings += StageHours.ofRun(run(videos));
      }
    }
    Map<String, Double> hours = new LinkedHashMap<>();
    hours.put("finetuning/" + cell.label(), trainings);
    hours.put(testStage(), cell.network().stages().hours(testStage()));
    return hours;
  }
}
