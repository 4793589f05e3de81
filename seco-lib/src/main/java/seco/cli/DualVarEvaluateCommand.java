package seco.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.ClipJudgement;
import seco.experiment.ClipNetwork;
import seco.pretrain.PretrainedDualVar;
import seco.run.Score;
import seco.video.FrameStore;

/** Judges the frozen network of a run of DualVar. */
@Command(
    name = "evaluate",
    description = {
      "Judges the frozen network of a run of DualVar, beside the random one with which the run"
          + " began: ten clips of each video.",
      "A linear SVM; retrieval of training videos by test videos, with each set centred as DualVar"
          + " does and without; how clips spread within and between videos; and the share of"
          + " segments that are known again, with the segments swapped and as they were.",
    })
final class DualVarEvaluateCommand extends Subcommand {
  @Option(
      names = "--run",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the run.")
  private Path run = Path.of("");

  @Mixin private SplitOptions videos = new SplitOptions();

  @Override
  void check() {
    videos.check();
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    var unused = PretrainedDualVar.config(run); // before videos are made
    SplitOptions.Stores stores = videos.stores(console);
    if (stores.test() == null) {
      throw new InputException("--store " + stores.train() + ": needs --test-store STORE");
    }
    try (FrameStore train = FrameStore.open(stores.train());
        FrameStore test = FrameStore.open(stores.test())) {
      videos.requireSplit(train);
      return result(measure(train, test, console));
    }
  }

  /** The scores of the run's network and of the random one. */
  private record Scores(List<Score> trained, List<Score> random) {}

  private Scores measure(FrameStore train, FrameStore test, Console console)
      throws IOException, InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipNetwork trained = ClipNetwork.ofRun(run, manager);
      ClipNetwork random = ClipNetwork.random(trained.config(), manager);
      ProgressLine first = console.progress("videos of the run's network", 0);
      List<Score> ofRun = new ClipJudgement(trained, train, test).measure(first);
      ProgressLine second = console.progress("videos of the random network", 0);
      return new Scores(ofRun, new ClipJudgement(random, train, test).measure(second));
    }
  }

  private Result result(Scores all) {
    List<Score> trained = all.trained;
    List<Score> random = all.random;
    StringBuilder text = new StringBuilder(run + ": of its network, and of the random one");
    for (int i = 0; i < trained.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-20s %8.4f %8.4f",
              trained.get(i).metric(),
              trained.get(i).value(),
              random.get(i).value()));
    }
    Result result = new Result(text.toString()).with("run", run);
    values(trained).forEach(result::with);
    return result.with("random", values(random)).with("card", trained.get(0).card().fields());
  }

  /** Numbers by name; those of {@code recall.5} and its like in a map of their own. */
  private static Map<String, Object> values(List<Score> scores) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Map<String, Object>> groups = new TreeMap<>();
    for (Score score : scores) {
      String[] parts = score.metric().split("\\.", 2);
      if (parts.length == 1) {
        values.put(parts[0], score.value());
      } else {
        groups.computeIfAbsent(parts[0], g -> new LinkedHashMap<>()).put(parts[1], score.value());
      }
    }
    values.putAll(groups);
    return values;
  }
}
