package seco.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.FineTuningResult;
import seco.finetune.FineTunedNetwork;
import seco.finetune.TestViews;
import seco.probe.Accuracy;
import seco.run.Progress;
import seco.video.FrameStore;

/** Tests a fine-tuned network. */
@Command(
    name = "test",
    description = {
      "Tests a fine-tuned network: the scores of a video are the mean over its frames, each in three"
          + " squares.",
      "Its result is of one split; seco finetune mean takes those of all three.",
    })
final class FinetuneTestCommand extends Subcommand {
  private static final int FIVE = 5;

  @Option(
      names = "--run",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "A run of seco finetune train.")
  private Path run = Path.of("");

  @Option(
      names = "--store",
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Frame store of the test videos (default: that of the run's split).")
  private @Nullable Path store;

  @Option(
      names = "--views",
      paramLabel = "tsn|authors",
      description =
          "The middle frames of 25 segments (default), or the authors' 20 clips of 16 successive"
              + " frames, which need a store with all frames.")
  private String views = "tsn";

  @Override
  void check() {
    var unused = views();
  }

  private TestViews views() {
    return Options.of("--views", () -> TestViews.of(views));
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    try (NDManager manager = NDManager.newBaseManager();
        FineTunedNetwork network = FineTunedNetwork.open(run, manager);
        FrameStore test = FrameStore.open(place(network))) {
      NetworkOptions.saySlowness(network.config().precision(), console);
      FineTuningResult result =
          FineTuningResult.of(network, run, test, views(), stoppable(console));
      return result(network, test, result);
    }
  }

  private Path place(FineTunedNetwork network) {
    String known = network.config().testStore();
    if (store == null && known == null) {
      throw new InputException(
          run + ": was begun without test videos; name their store with --store STORE");
    }
    return store == null ? Path.of(String.valueOf(known)) : store;
  }

  private static Progress stoppable(Console console) {
    ProgressLine line = console.progress("frames", 0);
    StopRequest stop = console.stopRequest();
    return (done, total) -> {
      line.at(done, total);
      if (stop.requested()) {
        console.complain("stopped; nothing is kept of a test that is not finished");
        throw new StoppedException();
      }
    };
  }

  private Result result(FineTunedNetwork network, FrameStore test, FineTuningResult result) {
    int[] labels = test.labels();
    int[] predictions = result.scores().predictions();
    double top1 = result.top(1).value();
    double top5 = result.top(FIVE).value();
    String text =
        String.format(
            Locale.ROOT,
            "top-1 %.2f %%, top-5 %.2f %% of %d test videos, %s, %s",
            100 * top1,
            100 * top5,
            test.size(),
            result.split(),
            views().title());
    return new Result(text)
        .with("top1", top1)
        .with("top5", top5)
        .with("perClass", Accuracy.perClass(labels, predictions, network.config().classes()))
        .with("split", result.split())
        .with("views", views().title())
        .with("videos", test.size())
        .with("steps", network.steps())
        .with("run", run)
        .with("card", result.card().fields());
  }
}
