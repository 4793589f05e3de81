package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.loss.Task;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/** The pretraining of networks for frames: SeCo's. */
@Paper(section = "SeCo Training")
record FramePretraining(
    TableSettings settings, TableData data, TableListener listener, PretrainConfig config)
    implements RowPretraining {
  @Override
  public Path run(FrameStore store, Path all, String what)
      throws IOException, InterruptedException {
    Path init = start(all);
    String begun = init == null ? "random" : RowTraining.fingerprint(init);
    Path run = all.resolve(name(config, store) + "-from-" + begun).resolve("pretraining");
    train(config, store, run, init, what);
    return run;
  }

  private static String name(PretrainConfig config, FrameStore store) {
    return "r%d-%s-%d-%s"
        .formatted(
            config.encoder().trunk().depth(),
            config.taskNames().replace(',', '+'),
            config.seed(),
            store.contentSha256().substring(0, 12));
  }

  /** The weights with which the pretraining begins: a run or a file, null for random ones. */
  private @Nullable Path start(Path all) throws IOException, InterruptedException {
    return switch (settings.start()) {
      case RANDOM -> null;
      case WEIGHTS ->
          settings
              .startWeights()
              .orElseThrow(() -> new InputException("start: needs --weights start=FILE"));
      case STILLS -> stills(all);
    };
  }

  private Path stills(Path all) throws IOException, InterruptedException {
    if (!(data instanceof LabVideos lab)) {
      throw new InputException("start 'stills': those are the lab's");
    }
    PretrainConfig moco = config.withTasks(EnumSet.of(Task.FRAMES));
    try (FrameStore store = FrameStore.open(lab.stills())) {
      Path run = all.resolve(name(moco, store)).resolve("pretraining");
      train(moco, store, run, null, "MoCo on stills, seed " + config.seed());
      return run;
    }
  }

  private void train(
      PretrainConfig wanted, FrameStore store, Path run, @Nullable Path init, String what)
      throws IOException, InterruptedException {
    try (Pretraining training = open(wanted, store, run, init)) {
      RowTraining.finish(training, what, listener);
    }
  }

  private static Pretraining open(
      PretrainConfig config, FrameStore store, Path run, @Nullable Path init) throws IOException {
    Path file = run.resolve("config.json");
    if (!Files.exists(file)) {
      return Pretraining.start(config, store, run, init);
    }
    RunDirectory.requireRun(run);
    PretrainConfig begun = PretrainConfig.fromJson(Files.readString(file), file.toString());
    RowTraining.requireSame(begun, config, run);
    return Pretraining.resume(run, store);
  }
}
