package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.loss.Task;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.Step;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/** Pretrains a network on a frame store. */
@Command(
    name = "pretrain",
    description = {
      "Pretrains a network on the videos of a frame store.",
      "Ctrl-C ends it after the current step with the state saved; --resume goes on.",
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
      paramLabel = "RUN",
      description = "A run whose network is the start.")
  private @Nullable Path init;

  @Option(
      names = "--resume",
      description = "Goes on with the run in DIR from its newest checkpoint, with its settings.")
  private boolean resume;

  @Option(
      names = "--save-every",
      paramLabel = "N",
      description = "Steps from one checkpoint to the next (default 500).")
  private int saveEvery = 500;

  @Override
  void check() {
    Options.requireAtLeast("--save-every", saveEvery, 1);
    options.check();
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
        Pretraining training = open(frames)) {
      Step last = train(training, console);
      return result(training, last, (System.nanoTime() - start) / 1e9);
    }
  }

  private Pretraining open(FrameStore frames) throws IOException {
    if (!resume) {
      return Pretraining.start(options.config(frames.size()), frames, run, init);
    }
    Path file = RunDirectory.requireRun(run).resolve("config.json");
    PretrainConfig begun = PretrainConfig.fromJson(Files.readString(file), file.toString());
    options.requireSame(begun, frames.size(), run);
    return Pretraining.resume(run, frames);
  }

  private @Nullable Step train(Pretraining training, Console console)
      throws IOException, InterruptedException {
    StopRequest stop = console.stopRequest();
    ProgressLine progress = console.progress("steps", training.stepsDone());
    Step step = null;
    while (training.hasNext()) {
      if (stop.requested()) {
        training.save();
        console.complain(
            "stopped after step %d of %d, saved; seco pretrain --store %s --run %s --resume goes on"
                .formatted(training.stepsDone(), training.steps(), store, run));
        throw new StoppedException();
      }
      step = training.next();
      progress.at(training.stepsDone(), training.steps());
      if (training.hasNext() && training.stepsDone() % saveEvery == 0) {
        training.save();
      }
    }
    return step;
  }

  private Result result(Pretraining training, @Nullable Step last, double seconds)
      throws IOException {
    String checkpoint =
        new Checkpoints(run.resolve("checkpoints"))
            .newest()
            .map(saved -> saved.state().arraysSha256())
            .orElseThrow(() -> new IOException(run + ": the last checkpoint is gone"));
    String text = run + ": " + training.stepsDone() + " steps";
    String loss = last == null ? "" : String.format(Locale.ROOT, ", loss %.4f", last.total());
    return new Result(text + loss)
        .with("run", run)
        .with("steps", training.stepsDone())
        .with("seconds", seconds)
        .with("loss", last == null ? null : last.total())
        .with("terms", last == null ? Map.of() : terms(training.config(), last))
        .with("checkpoint", checkpoint);
  }

  private static Map<String, Object> terms(PretrainConfig config, Step step) {
    Map<String, Object> terms = new LinkedHashMap<>();
    for (Task task : config.tasks()) {
      double[] term =
          switch (task) {
            case INTER, FRAMES -> new double[] {step.inter(), step.interTop1()};
            case INTRA -> new double[] {step.intra(), step.intraTop1()};
            case ORDER -> new double[] {step.order(), step.orderTop1()};
          };
      String name = task.name().toLowerCase(Locale.ROOT);
      terms.put(name, Map.of("loss", term[0], "top1", term[1]));
    }
    return terms;
  }
}
