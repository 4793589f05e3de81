package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.Paper;
import seco.compile.Precision;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureWork;
import seco.probe.Accuracy;
import seco.probe.FeatureCards;
import seco.probe.FeatureConfig;
import seco.probe.FeaturePair;
import seco.probe.LinearSvm;
import seco.run.Score;

/**
 * A cell of frozen features: those of all videos, and a linear SVM.
 *
 * @param network that gives the features
 * @param column of Table 1 or 2
 * @param preset how the pictures of a file's network are shown
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 1)
record LinearCell(
    RowNetwork network, TableData data, String column, String preset, TableListener listener)
    implements CellWork {
  /** Stages in {@link StageHours}. */
  static final String FEATURES = "features";

  static final String SVM = "svm";

  /** The accuracy. */
  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    TableData.Parts parts = data.linear(column);
    Path train = features(parts.train(), "train");
    Path test = features(parts.test(), "test");
    Score[] top1 = new Score[1];
    network
        .stages()
        .timed(stage(SVM), () -> top1[0] = judge(FeaturePair.read(column, train, test)));
    return List.of(top1[0]);
  }

  /** The accuracy of a machine on features, by the authors' settings. */
  static Score judge(FeaturePair pair) {
    LinearSvm svm = LinearSvm.authors();
    int[] predictions = svm.train(pair.train()).predict(pair.test());
    double share = Accuracy.top1(pair.test().labels(), predictions);
    return new Score("top1", share, svm.card(FeatureCards.ofResult(pair.train(), pair.test())));
  }

  private String stage(String work) {
    return work + "/" + data.label(column);
  }

  private Path features(Path store, String part) throws IOException, InterruptedException {
    CellFeatures files = new CellFeatures(network, stage(FEATURES), listener);
    String name = data.label(column) + "-" + part;
    Path out = files.place(name);
    FeatureTask task =
        new FeatureTask(
            network.origin(),
            network.from().toString(),
            preset,
            1,
            store.toString(),
            "",
            out.toString(),
            PaperData.of(column) == PaperData.ACTIVITYNET
                ? FeatureConfig.activityNet().framesPerVideo()
                : 0,
            0,
            Precision.FLOAT32);
    try (FeatureWork work = task.open()) {
      files.complete(work.file(), work::make, "frames of the features " + name);
    }
    return out;
  }

  @Override
  public Map<String, Double> hours() throws IOException {
    Map<String, Double> hours = new LinkedHashMap<>();
    for (String stage : List.of(stage(FEATURES), stage(SVM))) {
      hours.put(stage, network.stages().hours(stage));
    }
    return hours;
  }
}
