package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarTraining;
import seco.pretrain.PretrainedDualVar;
import seco.video.FrameStore;

/** The pretraining of networks for clips, from random weights. */
record ClipPretraining(DualVarConfig config, TableListener listener) implements RowPretraining {
  @Override
  public Path run(FrameStore store, Path all, String what)
      throws IOException, InterruptedException {
    Path run = all.resolve(name(store)).resolve("pretraining");
    try (DualVarTraining training = open(store, run)) {
      RowTraining.finish(training, what, listener);
    }
    return run;
  }

  private String name(FrameStore store) {
    String name =
        "dualvar-%s-%s-%d-%s"
            .formatted(
                config.flavour(),
                config.trunk().kind(),
                config.seed(),
                store.contentSha256().substring(0, 12));
    return name.toLowerCase(Locale.ROOT);
  }

  private DualVarTraining open(FrameStore store, Path run) throws IOException {
    if (!Files.exists(run.resolve("config.json"))) {
      return DualVarTraining.start(config, store, run, null);
    }
    RowTraining.requireSame(PretrainedDualVar.config(run), config, run);
    return DualVarTraining.resume(run, store);
  }
}
