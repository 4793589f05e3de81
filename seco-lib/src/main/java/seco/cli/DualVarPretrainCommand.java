package seco.cli;

import java.io.IOException;
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
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.pretrain.DualVarStart;
import seco.pretrain.DualVarTraining;
import seco.pretrain.PretrainedDualVar;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/** Pretrains a network for clips on a frame store. */
@Command(
    name = "pretrain",
    description = {
      "Pretrains a network for clips on the videos of a frame store, as DualVar does, or on a"
          + " pretext task.",
      "Ctrl-C, or the signal TERM, ends it after the current step with the state saved; --resume"
          + " goes on.",
    })
final class DualVarPretrainCommand extends Subcommand {
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

  @Mixin private DualVarOptions options = new DualVarOptions();

  @Option(
      names = "--init",
      converter = Options.PathConverter.class,
      paramLabel = "RUN|FILE",
      description =
          "The start: the network of a run of DualVar, or a file of its weights (.pth, .pth.tar,"
              + " .safetensors).")
  private @Nullable Path init;

  @Option(
      names = "--init-allow",
      split = ",",
      paramLabel = "NAME|reshape:NAME",
      description =
          "Names of tensors that the file may lack, have besides, or have in another shape, joined"
              + " by commas; these stay random. A name that ends with a dot stands for all that"
              + " begin with it, as do the heads fc_clip. and fc_segments.")
  private List<String> initAllow = List.of();

  @Option(
      names = "--resume",
      description = "Goes on with the run in DIR from its newest checkpoint, with its settings.")
  private boolean resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "Steps from one checkpoint to the next (default 200).")
  private int checkpointEvery = 200;

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
        DualVarTraining training = open(frames, console)) {
      String goOn = "seco dualvar pretrain --store %s --run %s --resume".formatted(store, run);
      TrainingRun work = new TrainingRun(training, goOn, console);
      work.sayWhereItStands();
      work.sayWhatItNeeds(
          training.preflight(),
          "--batch needs less, and so do --set trunk.width, clips.pixels and clips.frames.length");
      sayWhatIsLeft(training, console);
      work.finish(checkpointEvery);
      return result(training, (System.nanoTime() - start) / 1e9);
    }
  }

  private DualVarTraining open(FrameStore frames, Console console) throws IOException {
    if (resume) {
      options.requireSame(PretrainedDualVar.config(run), run);
      return DualVarTraining.resume(run, frames);
    }
    DualVarConfig config = options.config();
    return init == null
        ? DualVarTraining.start(config, frames, run, null)
        : begin(config, frames, init, console);
  }

  private DualVarTraining begin(DualVarConfig config, FrameStore frames, Path from, Console console)
      throws IOException {
    try (DualVarStart start = DualVarStart.read(from, config, Allowed.of(initAllow))) {
      DualVarTraining training = DualVarTraining.start(config, frames, run, start);
      console.complain("--init " + start.summary());
      return training;
    }
  }

  private void sayWhatIsLeft(DualVarTraining training, Console console) {
    if (!training.hasNext()) {
      console.complain(
          "%s: is finished, all its %d steps are done; nothing is changed"
              .formatted(run, training.steps()));
    }
  }

  private Result result(DualVarTraining training, double seconds) throws IOException {
    Map<String, Double> last = MetricLog.lastRow(run.resolve("metrics.csv"));
    String checkpoint =
        new Checkpoints(run.resolve("checkpoints"))
            .newest()
            .map(saved -> saved.state().arraysSha256())
            .orElseThrow(() -> new IOException(run + ": the last checkpoint is gone"));
    String loss = String.format(Locale.ROOT, "%.4f", last.get("total"));
    DualVarFlavour flavour = training.config().flavour();
    return new Result(run + ": " + training.stepsDone() + " steps, loss " + loss)
        .with("run", run)
        .with(flavour.isContrast() ? "flavour" : "pretext", flavour.label())
        .with("trunk", training.config().trunk().title())
        .with("steps", training.stepsDone())
        .with("seconds", seconds)
        .with("loss", last.get("total"))
        .with("terms", terms(flavour, last))
        .with("checkpoint", checkpoint);
  }

  private static Map<String, Object> terms(DualVarFlavour flavour, Map<String, Double> row) {
    Map<String, Object> terms = new LinkedHashMap<>();
    if (!flavour.isContrast()) {
      Map<String, Object> term = new LinkedHashMap<>();
      term.put("loss", row.get("total"));
      term.put("top1", row.get("pretextTop1"));
      terms.put(flavour.label(), term);
      return terms;
    }
    for (String name :
        new String[] {
          "clip",
          "clipTop1",
          "temporalCoherent",
          "temporalCoherentTop1",
          "shuffleRank",
          "shuffleRankTop1Swapped",
          "shuffleRankTop1Identity"
        }) {
      terms.put(name, row.get(name));
    }
    return terms;
  }
}
