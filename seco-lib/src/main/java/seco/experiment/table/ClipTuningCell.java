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
import seco.pretrain.DualVarConfig;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * A cell of fine-tuning on clips: the first split alone, trained, and tested with ten clips of each
 * video, as in DualVar's Table 4.
 *
 * @param shown how a given network's clips are shown
 * @param config of the training but for network and classes
 * @param column of Table 4
 */
record ClipTuningCell(
    RowNetwork network,
    DualVarConfig shown,
    ClipTuningConfig config,
    TableData data,
    String column,
    TableListener listener)
    implements CellWork {
  private static final int FIVE = 5;

  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    try (ClipVideos videos = ClipVideos.open(data, column)) {
      Path run = run(videos.train());
      String what = data.label(column) + ", seed " + config.seed();
      try (ClipTuning training = open(run, videos)) {
        RowTraining.finish(training, "fine-tuning on " + what, listener);
        return test(training, run, videos, what);
      }
    }
  }

  private Path run(FrameStore store) {
    return network.tuning(data.label(column), store, config.seed());
  }

  private ClipTuning open(Path run, ClipVideos videos) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipNetwork start = network.clips(shown, manager);
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

  /** The numbers of a run's network, kept beside it. */
  private List<Score> test(ClipTuning training, Path run, ClipVideos videos, String what)
      throws IOException, InterruptedException {
    String encoder =
        new Checkpoints(run.resolve("checkpoints"))
            .newest()
            .orElseThrow(() -> new InputException(run + ": the run has no checkpoint"))
            .state()
            .arraysSha256();
    KeptScores file = new KeptScores(run.resolve("test.csv"), column, config.seed());
    List<Score> kept = file.of(encoder);
    if (!kept.isEmpty()) {
      return kept;
    }
    List<Score> scores = new ArrayList<>();
    network
        .stages()
        .timed(
            testStage(),
            () -> {
              ClipTuningResult result =
                  ClipTuningResult.of(
                      training,
                      FineTuningStart.read(run.resolve("start.json")),
                      videos.train(),
                      videos.test(),
                      listener.stoppable("videos of the test on " + what));
              for (int k : new int[] {1, FIVE}) {
                Score top = result.top(k);
                scores.add(
                    new Score(
                        top.metric(),
                        top.value(),
                        top.card().with(FrozenNetwork.ENCODER, encoder)));
              }
            });
    file.write(scores);
    return scores;
  }

  private String testStage() {
    return FineTuningCell.TEST + "/" + data.label(column);
  }

  @Override
  public Map<String, Double> hours() throws IOException {
    Map<String, Double> hours = new LinkedHashMap<>();
    try (ClipVideos videos = ClipVideos.open(data, column)) {
      hours.put("finetuning/" + data.label(column), StageHours.ofRun(run(videos.train())));
    }
    hours.put(testStage(), network.stages().hours(testStage()));
    return hours;
  }
}
