package seco.experiment.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import seco.finetune.ClipTuningConfig;
import seco.model.ClipTrunkConfig;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.probe.ClipConfig;
import seco.run.Estimate;

/** What the cells of DualVar's tables are expected to need on this machine. */
final class ClipEstimate {
  private static final String MEASURED = "measured: passes of a few clips; counted: ";

  /** What Java's heap and the engine's buffers grow by while a training runs. */
  private static final long RUNTIME = 300_000_000;

  private static final int CHECKPOINTS = 3;

  /** Of a clip and its segments together, of which the memory keeps one key a row. */
  private static final int KEY_SIZE = 256;

  private final TableSettings settings;
  private final TableData data;
  private final Map<List<Object>, ClipTrial> trials = new HashMap<>();

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
    boolean absent = data.missingFirst(cell.videos()).isPresent();
    TableData.Parts videos = absent ? null : data.first(cell.videos());
    Counted train = videos == null ? Counted.published(set.train()) : Counted.in(videos.train());
    Counted test = videos == null ? Counted.published(set.test()) : Counted.in(videos.test());
    if (cell.table() == PaperTable.TABLE5) {
      parts.add(retrieval(config, new Counted(train.number() + test.number(), absent)));
    } else {
      tuning(row.tuning(settings.preset(), 1), train, test, parts);
    }
    return parts;
  }

  private ClipTrial trial(ClipTrunkConfig trunk, int frames, int pixels, int batch) {
    return trials.computeIfAbsent(
        List.of(trunk, frames, pixels), key -> ClipTrial.of(trunk, frames, pixels, batch));
  }

  private ClipTrial trial(DualVarConfig config) {
    int batch = config.optimization().batchSize();
    return trial(config.trunk(), config.clips().frames().length(), config.clips().pixels(), batch);
  }

  /**
   * In the SimCLR flavour four clips of a video learn: two, one of them anew, and that one
   * shuffled. In the MoCo flavour three, and the fourth is a key without gradient.
   */
  private Estimate pretraining(DualVarConfig config, PaperData set) throws IOException {
    Counted videos =
        data.missingPretraining(set).isPresent()
            ? Counted.published(set.train())
            : Counted.in(data.pretraining(set));
    ClipTrial trial = trial(config);
    int batch = config.optimization().batchSize();
    boolean keys = config.flavour() == DualVarFlavour.MOCO;
    int learning = keys ? 3 : 4;
    int perEpoch = Math.toIntExact(Math.max(1, videos.number() / batch));
    long steps = config.optimization().steps(perEpoch);
    double step = batch * (learning * trial.gradientSeconds() + (keys ? trial.passSeconds() : 0));
    long rows = keys ? (long) Float.BYTES * KEY_SIZE * config.contrast().memorySize() : 0;
    long networks = (keys ? 4 : 3) * trial.networkBytes();
    int together = learning - 1; // one of the clips has a batch of its own
    long clips = batch * (gradientBytes(trial, learning, together) + 4 * trial.clipBytes());
    long state = (keys ? 3 : 2) * trial.networkBytes() + rows;
    return new Estimate(
        "pretraining",
        steps * step,
        RUNTIME + networks + rows + clips,
        CHECKPOINTS * state,
        MEASURED + "memory, and %,d steps on %s".formatted(steps, videos.text()));
  }

  /**
   * What is kept of clips until the gradient, and what the way back holds of a block besides; that
   * is about as much as the block's maps.
   *
   * @param clips whose maps are kept
   * @param together how many of them share a batch
   */
  private static long gradientBytes(ClipTrial trial, int clips, int together) {
    return clips * trial.footprint().keptBytes() + together * trial.footprint().workBytes();
  }

  private void tuning(ClipTuningConfig config, Counted train, Counted test, List<Estimate> parts) {
    int batch = config.descent().batchSize();
    ClipTrial trial = trial(config.trunk(), config.frames().length(), config.pixels(), batch);
    long steps = config.descent().epochs() * (train.number() / batch);
    parts.add(
        new Estimate(
            "fine-tuning of split 1",
            steps * batch * trial.gradientSeconds(),
            RUNTIME
                + 3 * trial.networkBytes()
                + batch * (gradientBytes(trial, 1, 1) + trial.clipBytes()),
            CHECKPOINTS * 2 * trial.networkBytes(),
            MEASURED + "memory, and %,d steps on %s".formatted(steps, train.text())));
    parts.add(passes("test", trial, test, 0));
  }

  private Estimate retrieval(DualVarConfig config, Counted videos) {
    long rows = videos.number() * config.trunk().featureSize() * Float.BYTES;
    return passes("features and retrieval", trial(config), videos, rows);
  }

  /** Ten clips of each video, a video at a time. */
  private static Estimate passes(String what, ClipTrial trial, Counted videos, long rows) {
    long clips = ClipConfig.CLIPS * videos.number();
    return new Estimate(
        what,
        clips * trial.passSeconds(),
        trial.networkBytes()
            + ClipConfig.CLIPS * (trial.footprint().workBytes() + trial.clipBytes())
            + 2 * rows,
        rows,
        MEASURED + "%,d clips of %s".formatted(clips, videos.text()));
  }
}
