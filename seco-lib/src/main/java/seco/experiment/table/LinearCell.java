package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import seco.Paper;
import seco.compile.Precision;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureWork;
import seco.probe.Accuracy;
import seco.probe.FeatureCards;
import seco.probe.FeatureConfig;
import seco.probe.FeaturePair;
import seco.probe.LinearSvm;
import seco.run.FolderLock;
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
    RowNetwork network, TableData data, String column, String preset, TableListener listener) {
  /** Stages in {@link StageHours}. */
  static final String FEATURES = "features";

  static final String SVM = "svm";

  /** The accuracy. */
  Score measure() throws IOException, InterruptedException {
    TableData.Parts parts = data.linear(column);
    Path train = features(parts.train(), "train");
    Path test = features(parts.test(), "test");
    Score[] top1 = new Score[1];
    network.stages().timed(SVM + "/" + data.label(column), () -> top1[0] = judge(train, test));
    return top1[0];
  }

  private Score judge(Path train, Path test) throws IOException {
    FeaturePair pair = FeaturePair.read(column, train, test);
    LinearSvm svm = LinearSvm.authors();
    int[] predictions = svm.train(pair.train()).predict(pair.test());
    double share = Accuracy.top1(pair.test().labels(), predictions);
    return new Score("top1", share, svm.card(FeatureCards.ofResult(pair.train(), pair.test())));
  }

  private Path features(Path store, String part) throws IOException, InterruptedException {
    String name = data.label(column) + "-" + part;
    Path out = network.work().resolve(FEATURES).resolve(name + ".safetensors");
    Files.createDirectories(network.work().resolve(FEATURES));
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
    try (FeatureWork work = task.open();
        FolderLock lock = work.file().take()) {
      if (work.file().isWhole()) {
        work.file().removeFolder();
      } else {
        network.stages().timed(FEATURES + "/" + data.label(column), () -> make(work, name));
      }
    }
    return out;
  }

  private void make(FeatureWork work, String name) throws IOException, InterruptedException {
    work.file().begin();
    work.make(work.file().missing(), listener.stoppable("frames of the features " + name));
    work.file().finish();
  }

  /** Names of this cell's stages. */
  List<String> stages() {
    return List.of(FEATURES + "/" + data.label(column), SVM + "/" + data.label(column));
  }
}
