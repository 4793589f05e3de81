package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.LoadReport.Allowed;
import seco.loss.Task;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.TrainingStart;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/** Pretrains a network on a frame store. */
@Command(
    name = "pretrain",
    description = {
      "Pretrains a network on the videos of a frame store.",
      "Ctrl-C, or the signal TERM, ends it after the current step with the state saved; --resume"
          + " goes on.",
    })
final class PretrainCommand extends Subcommand {
  @Option(
      names = "--store",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Frame store of the training videos.")
  private Path store = Path.of("");

  @Option(
      names = "--run",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the run: settings, provenance, metrics, checkpoints.")
  private Path run = Path.of("");

  @Mixin private PretrainOptions options = new PretrainOptions();

  @Option(
      names = "--init",
      converter = Options.PathConverter.class,
      paramLabel = "RUN|FILE",
      description = {
        "The start: a run's network, or a file of weights (.pth, .pth.tar, .safetensors).",
        "MoCo v2's one head becomes that of each task.",
      })
  private @Nullable Path init;

  @Option(
      names = "--init-allow",
      split = ",",
      paramLabel = "heads|NAME|reshape:NAME",
      description = {
        "Names of tensors that the file may lack, have besides, or have in another shape, joined by"
            + " commas; these stay random. A name that ends with a dot stands for all that begin"
            + " with it, heads for everything behind the trunk. reshape:NAME takes a tensor of"
            + " another shape with as many values, such as a linear layer stored as a convolution.",
      })
  private List<String> initAllow = List.of();

  @Option(
      names = "--resume",
      description = "Goes on with the run in DIR from its newest checkpoint, with its settings.")
  private boolean resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "Steps from one checkpoint to the next (default 500).")
  private int checkpointEvery = 500;

  @Override
  void check() {
    Options.requireAtLeast("--checkpoint-every", checkpointEvery, 1);
    options.check();
    if (init == null && !initAllow.isEmpty()) {
      throw new InputException("--init-allow: goes only with --init FILE");
    }
    if (resume && init != null) {
      throw new InputException("--init " + init + ": a run that goes on with --resume has a start");
    }
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (!resume) {
      RunDirectory.requireNew(run);
    }
    try (FrameStore frames = FrameStore.open(store);
        Pretraining training = open(frames, console)) {
      String goOn = "seco pretrain --store %s --run %s --resume".formatted(store, run);
      TrainingRun work = new TrainingRun(training, goOn, console);
      work.sayWhereItStands();
      NetworkOptions.saySlowness(training.config().execution().precision(), console);
      work.sayWhatItNeeds(
          training.preflight(), "--accumulate N or --recompute need less, and so does --batch");
      sayWhatIsLeft(training, console);
      work.finish(checkpointEvery);
      return result(training, (System.nanoTime() - start) / 1e9);
    }
  }

  private Pretraining open(FrameStore frames, Console console) throws IOException {
    if (!resume) {
      PretrainConfig config = options.config(frames.size());
      return init == null
          ? Pretraining.start(config, frames, run, null)
          : begin(config, frames, init, console);
    }
    Path file = RunDirectory.requireRun(run).resolve("config.json");
    PretrainConfig begun = PretrainConfig.fromJson(Files.readString(file), file.toString());
    options.requireSame(begun, frames.size(), run);
    return Pretraining.resume(run, frames);
  }

  private void sayWhatIsLeft(Pretraining training, Console console) {
    if (!training.hasNext()) {
      console.complain(
          "%s: is finished, all its %d steps are done; nothing is changed"
              .formatted(run, training.steps()));
    }
  }

  private Pretraining begin(PretrainConfig config, FrameStore frames, Path from, Console console)
      throws IOException {
    Allowed allowed = Allowed.of(initAllow);
    try (TrainingStart start = TrainingStart.read(from, config, allowed)) {
      Pretraining training = Pretraining.begin(config, frames, run, start);
      console.complain("--init " + start.summary());
      return training;
    }
  }

  private Result result(Pretraining training, double seconds) throws IOException {
    Map<String, Double> last = MetricLog.lastRow(run.resolve("metrics.csv"));
    String checkpoint =
        new Checkpoints(run.resolve("checkpoints"))
            .newest()
            .map(saved -> saved.state().arraysSha256())
            .orElseThrow(() -> new IOException(run + ": the last checkpoint is gone"));
    String loss = String.format(Locale.ROOT, "%.4f", last.get("total"));
    return new Result(run + ": " + training.stepsDone() + " steps, loss " + loss)
        .with("run", run)
        .with("steps", training.stepsDone())
        .with("seconds", seconds)
        .with("loss", last.get("total"))
        .with("terms", terms(training.config(), last))
        .with("checkpoint", checkpoint);
  }

  private static Map<String, Object> terms(PretrainConfig config, Map<String, Double> row) {
    Map<String, Object> terms = new LinkedHashMap<>();
    for (Task task : config.tasks()) {
      String name = task.name().toLowerCase(Locale.ROOT);
      Map<String, Object> term = new LinkedHashMap<>();
      if (task.isContrast()) {
        String column = task.standsAlone() ? "inter" : name; // MoCo's loss is Eq. (2)'s
        term.put("loss", row.get(column));
        term.put("top1", row.get(column + "Top1"));
      } else {
        term.put("loss", row.get("total"));
        term.put("top1", row.get("pretextTop1"));
      }
      terms.put(name, term);
    }
    return terms;
  }
}
