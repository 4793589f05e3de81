package seco.experiment.table;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.Paper;
import seco.experiment.FineTuningResult;
import seco.experiment.FrozenNetwork;
import seco.finetune.FineTunedNetwork;
import seco.finetune.FineTuning;
import seco.finetune.FineTuningConfig;
import seco.finetune.FineTuningStart;
import seco.finetune.TestViews;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * A cell of fine-tuning: every split that is there, trained and tested, and the mean of the three
 * official ones. A split's number and that mean are different numbers with different names.
 *
 * @param column of Table 3
 */
@Paper(section = "Action Recognition with “Pre-training + Fine-tuning” Protocol", table = 3)
record FineTuningCell(
    RowNetwork network,
    TableData data,
    String column,
    String preset,
    long seed,
    TableListener listener)
    implements CellWork {
  /** Stages in {@link StageHours}; a training's time is its run's own. */
  static final String TEST = "test";

  /** The accuracy of each split, and {@code top1}: their mean, or that of videos without splits. */
  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    List<Score> splits = new ArrayList<>();
    for (TableData.Parts parts : data.splits(column)) {
      splits.add(split(parts));
    }
    return SplitScores.of(splits, data instanceof FolderData, column);
  }

  private Score split(TableData.Parts parts) throws IOException, InterruptedException {
    try (FrameStore store = FrameStore.open(parts.train());
        FrameStore test = FrameStore.open(parts.test())) {
      Path run = run(store);
      String what = data.label(column) + ", seed " + seed;
      try (FineTuning training = open(run, store, test)) {
        RowTraining.finish(training, "fine-tuning on " + what, listener);
      }
      return test(run, test, what);
    }
  }

  private Path run(FrameStore store) {
    return network.tuning(data.label(column), store, seed);
  }

  private FineTuning open(Path run, FrameStore store, FrameStore test) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      FrozenNetwork start = network.open(preset, manager);
      FineTuningConfig config =
          FineTuningConfig.preset(preset)
              .with(Map.of("seed", seed, "weights", network.from().toString()))
              .withTrunk(start.encoder().trunk())
              .withVideos(
                  store.folder().toAbsolutePath().toString(),
                  test.folder().toAbsolutePath().toString(),
                  store.classes());
      if (!Files.exists(run.resolve("config.json"))) {
        return FineTuning.start(
            config, store, new FineTuningStart(start.encoder().arrays(), start.card()), run);
      }
      RowTraining.requireSame(FineTunedNetwork.config(run), config, run);
      return FineTuning.resume(run, store);
    }
  }

  /** The number of a run's network, kept beside it. */
  private Score test(Path run, FrameStore test, String what)
      throws IOException, InterruptedException {
    KeptScores file = new KeptScores(run.resolve("test.csv"), column, seed);
    try (NDManager manager = NDManager.newBaseManager();
        FineTunedNetwork tuned = FineTunedNetwork.open(run, manager)) {
      List<Score> kept = file.of(tuned.sha256());
      if (!kept.isEmpty()) {
        return kept.get(0);
      }
      Score[] top1 = new Score[1];
      network
          .stages()
          .timed(
              testStage(),
              () ->
                  top1[0] =
                      FineTuningResult.of(
                              tuned,
                              run,
                              test,
                              TestViews.TSN,
                              listener.stoppable("frames of the test on " + what))
                          .top(1));
      file.write(List.of(top1[0]));
      return top1[0];
    }
  }

  private String testStage() {
    return TEST + "/" + data.label(column);
  }

  @Override
  public Map<String, Double> hours() throws IOException {
    Map<String, Double> hours = new LinkedHashMap<>();
    hours.put("finetuning/" + data.label(column), trainingHours());
    hours.put(testStage(), network.stages().hours(testStage()));
    return hours;
  }

  /** Hours of the trainings of all splits. */
  private double trainingHours() throws IOException {
    double hours = 0;
    for (TableData.Parts parts : data.splits(column)) {
      try (FrameStore store = FrameStore.open(parts.train())) {
        hours += StageHours.ofRun(run(store));
      }
    }
    return hours;
  }
}
