package seco.experiment.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import seco.finetune.ClipTuningConfig;
import seco.model.ClipTrunkConfig;
import seco.pretrain.DualVarConfig;
import seco.pretrain.Preflight;
import seco.probe.ClipConfig;
import seco.run.Estimate;

/** What the cells of clips are expected to need on this machine. */
final class ClipEstimate {
  private static final String MEASURED = "measured: passes of a few clips; counted: ";

  /** What Java's heap and the engine's buffers grow by while a training runs. */
  private static final long RUNTIME = 300_000_000;

  private static final int CHECKPOINTS = 3;

  private final TableSettings settings;
  private final TableData data;
  private final Map<DualVarConfig, Preflight> preflights = new HashMap<>();
  private final Map<List<Object>, ClipPass> trials = new HashMap<>();

  ClipEstimate(TableSettings settings, TableData data) {
    this.settings = settings;
    this.data = data;
  }

  List<Estimate> of(PaperCell cell) throws IOException {
    ClipRow row = ClipRow.of(cell.row());
    DualVarConfig config = row.pretraining(settings.preset(), 1);
    List<Estimate> parts = new ArrayList<>();
    if (!settings.isGiven(cell.row())) {
      parts.add(pretraining(config, settings.pretrainedOn(cell.row())));
    }
    PaperData set = PaperData.of(cell.videos());
    boolean absent = missing(cell).isPresent();
    List<TableData.Parts> splits = absent ? List.of() : TableExperiment.clips(cell, data);
    Counted train =
        absent ? Counted.published(set.train()) : Counted.in(splits, TableData.Parts::train);
    Counted test =
        absent ? Counted.published(set.test()) : Counted.in(splits, TableData.Parts::test);
    Counted all = new Counted(train.number() + test.number(), absent);
    switch (cell.table()) {
      case TABLE1, TABLE2 -> parts.add(features("features, without the SVM", config, all));
      case TABLE5 -> parts.add(features("features and retrieval", config, all));
      case TABLE3, TABLE4 -> tuning(Math.max(1, splits.size()), row, train, test, parts);
    }
    return parts;
  }

  /** What a cell's videos lack, on as many splits as it needs. */
  private Optional<String> missing(PaperCell cell) {
    return ClipRow.isOnFirstSplit(cell)
        ? data.missingFirst(cell.videos())
        : data.missing(cell.videos());
  }

  private ClipPass trial(ClipTrunkConfig trunk, int frames, int pixels, int batch) {
    return trials.computeIfAbsent(
        List.of(trunk, frames, pixels), key -> ClipPass.of(trunk, frames, pixels, batch));
  }

  private ClipPass trial(DualVarConfig config) {
    int batch = config.optimization().batchSize();
    return trial(config.trunk(), config.clips().frames().length(), config.clips().pixels(), batch);
  }

  private Estimate pretraining(DualVarConfig config, PaperData set) throws IOException {
    Counted videos =
        data.missingPretraining(set).isPresent()
            ? Counted.published(set.train())
            : Counted.in(data.pretraining(set));
    Preflight preflight = preflights.get(config);
    if (preflight == null) {
      preflight = Preflight.expected(config, settings.runs(), videos.number());
      preflights.put(config, preflight);
    }
    return TableEstimate.pretraining(preflight.estimated(), videos);
  }

  private void tuning(int splits, ClipRow row, Counted train, Counted test, List<Estimate> parts) {
    ClipTuningConfig config = row.tuning(settings.preset(), 1);
    int batch = config.descent().batchSize();
    ClipPass trial = trial(config.trunk(), config.frames().length(), config.pixels(), batch);
    long steps = config.descent().epochs() * (train.number() / batch);
    parts.add(
        new Estimate(
            "fine-tuning of %d split%s".formatted(splits, splits == 1 ? "" : "s"),
            steps * batch * trial.gradientSeconds(),
            RUNTIME
                + 3 * trial.networkBytes()
                + batch
                    * (trial.footprint().keptBytes()
                        + trial.footprint().workBytes() // which the way back holds of a block
                        + trial.footprint().inputBytes()),
            splits * CHECKPOINTS * 2 * trial.networkBytes(),
            MEASURED + "memory, and %,d steps on %s".formatted(steps, train.text())));
    parts.add(passes("test", trial, test, 0));
  }

  private Estimate features(String what, DualVarConfig config, Counted videos) {
    long rows = videos.number() * config.trunk().featureSize() * Float.BYTES;
    return passes(what, trial(config), videos, rows);
  }

  /** Ten clips of each video, a video at a time. */
  private static Estimate passes(String what, ClipPass trial, Counted videos, long rows) {
    long clips = ClipConfig.CLIPS * videos.number();
    return new Estimate(
        what,
        clips * trial.passSeconds(),
        trial.networkBytes()
            + ClipConfig.CLIPS * (trial.footprint().workBytes() + trial.footprint().inputBytes())
            + 2 * rows,
        rows,
        MEASURED + "%,d clips of %s".formatted(clips, videos.text()));
  }
}
