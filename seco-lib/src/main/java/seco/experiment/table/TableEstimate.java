package seco.experiment.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import seco.experiment.TrackingData;
import seco.finetune.FineTuningConfig;
import seco.finetune.FineTuningTrial;
import seco.finetune.TestViews;
import seco.model.ResNetConfig;
import seco.pretrain.Preflight;
import seco.pretrain.PretrainConfig;
import seco.probe.FeatureConfig;
import seco.run.Estimate;
import seco.track.Sequence;
import seco.track.TrackConfig;

/**
 * What a table's cells are expected to need on this machine, before any is begun: short trials of
 * their networks, times the videos that are there, or the published ones where none are.
 */
public final class TableEstimate {
  /** Pictures that the features' passes take together. */
  private static final int BATCH = 64;

  private static final int CROPS = 3;
  private static final int CHECKPOINTS = 3;
  private static final String FRAMES = "measured: a pass of two pictures; counted: the rest";

  private final TableSettings settings;
  private final TableData data;
  private final ClipEstimate clips;
  private final Map<PretrainConfig, Preflight> preflights = new HashMap<>();
  private final Map<List<Object>, ForwardTrial> passes = new HashMap<>();
  private final Map<FineTuningConfig, FineTuningTrial> tunings = new HashMap<>();

  public TableEstimate(TableSettings settings, TableListener listener) {
    this.settings = settings;
    data = settings.videos(1, listener);
    clips = new ClipEstimate(settings, data);
  }

  /** The pieces of a cell's work for one seed, whether they are done already or not. */
  public List<Estimate> of(PaperCell cell) throws IOException {
    if (ClipRow.isOfClips(cell.row())) {
      return clips.of(cell);
    }
    List<Estimate> parts = new ArrayList<>();
    PretrainConfig config = settings.pretraining(cell.row(), 1);
    if (cell.row().means() == Means.TRAINED) {
      parts.add(pretraining(config));
    }
    ResNetConfig trunk = config.encoder().trunk();
    PaperData set = PaperData.of(cell.column());
    switch (set) {
      case KINETICS, ACTIVITYNET -> parts.add(features(cell.column(), set, config));
      case UCF101, HMDB51 -> tuning(cell.column(), set, trunk, parts);
      case GOT10K, OTB100 -> tracking(trunk, parts);
    }
    return parts;
  }

  private Estimate pretraining(PretrainConfig config) throws IOException {
    PaperData set = PaperData.KINETICS;
    Counted videos =
        data.missingPretraining(set).isPresent()
            ? Counted.published(set.train())
            : Counted.in(data.pretraining(set));
    Preflight preflight = preflights.get(config);
    if (preflight == null) {
      preflight = Preflight.expected(config, settings.runs(), videos.number());
      preflights.put(config, preflight);
    }
    return pretraining(preflight.estimated(), videos);
  }

  /** A pretraining, its trial made. */
  static Estimate pretraining(Preflight.Need need, Counted videos) {
    String basis =
        "measured: steps of a few videos; counted: memory, and %,d steps on %s"
            .formatted(need.steps(), videos.text());
    return new Estimate("pretraining", need.seconds(), need.memoryBytes(), need.diskBytes(), basis);
  }

  private ForwardTrial pass(ResNetConfig trunk, int pixels) {
    return passes.computeIfAbsent(List.of(trunk, pixels), key -> ForwardTrial.of(trunk, pixels));
  }

  private Estimate features(String column, PaperData set, PretrainConfig config)
      throws IOException {
    Counted videos =
        data.missing(column).isPresent()
            ? Counted.published(set.train() + set.test())
            : Counted.in(data.linear(column).train(), data.linear(column).test());
    int pixels = config.patches().pixels();
    int frames =
        set == PaperData.ACTIVITYNET
            ? FeatureConfig.activityNet().framesPerVideo()
            : FeatureConfig.forPreset(settings.preset(), pixels).framesPerVideo();
    ForwardTrial pass = pass(config.encoder().trunk(), pixels);
    long rows = videos.number() * config.encoder().trunk().featureSize() * Float.BYTES;
    return new Estimate(
        "features and SVM",
        pass.secondsPerImage() * frames * videos.number(),
        pass.networkBytes() + BATCH * pass.workBytes() + 2 * rows,
        rows,
        FRAMES + ", %d frames of %s; not in the time: the SVM".formatted(frames, videos.text()));
  }

  private void tuning(String column, PaperData set, ResNetConfig trunk, List<Estimate> parts)
      throws IOException {
    boolean absent = data.missing(column).isPresent();
    List<TableData.Parts> splits = absent ? List.of() : data.splits(column);
    Counted train =
        absent ? Counted.published(set.train()) : Counted.in(splits, TableData.Parts::train);
    Counted test =
        absent ? Counted.published(set.test()) : Counted.in(splits, TableData.Parts::test);
    int number = Math.max(1, splits.size());
    FineTuningConfig config = FineTuningConfig.preset(settings.preset()).withTrunk(trunk);
    FineTuningTrial trial = tunings.computeIfAbsent(config, FineTuningTrial::of);
    long steps = config.descent().epochs() * (train.number() / config.descent().videosPerStep());
    parts.add(
        new Estimate(
            "fine-tuning of %d splits".formatted(number),
            steps * trial.secondsPerStep(),
            trial.memoryBytes(),
            number * CHECKPOINTS * trial.stateBytes(),
            "measured: gradients of two videos; counted: memory, and %,d steps on %s"
                .formatted(steps, train.text())));
    ForwardTrial pass = pass(trunk, config.testPixels());
    long pictures = test.number() * TestViews.TSN.clips() * TestViews.TSN.frames() * CROPS;
    parts.add(
        new Estimate(
            "test",
            pass.secondsPerImage() * pictures,
            pass.networkBytes() + BATCH * pass.workBytes(),
            0,
            FRAMES + ", %,d views of %s".formatted(pictures, test.text())));
  }

  private void tracking(ResNetConfig trunk, List<Estimate> parts) throws IOException {
    TrackConfig config = TrackConfig.of("ours", settings.preset(), trunk, TrackConfig.RANDOM, 1);
    boolean absent = data.missing("otb-success").isPresent();
    TrackingData sequences = absent ? null : data.tracking();
    long learned = sequences == null ? PaperData.GOT10K.train() : sequences.train().size();
    long frames =
        sequences == null
            ? PaperData.OTB_FRAMES
            : sequences.test().stream().mapToLong(Sequence::size).sum();
    ForwardTrial exemplar = pass(config.trunk(), config.siamFc().exemplarPixels());
    ForwardTrial search = pass(config.trunk(), config.siamFc().searchPixels());
    int fresh = config.training().pairs().freshEpochs();
    int epochs = fresh == 0 ? config.training().epochs() : fresh;
    long pairs = epochs * learned * config.training().pairs().perSequence();
    long work = config.training().batchSize() * search.workBytes() + exemplar.networkBytes();
    String there = absent ? "published, none of which is there" : "there";
    parts.add(
        new Estimate(
            "head",
            pairs * (exemplar.secondsPerImage() + search.secondsPerImage()),
            work,
            2 * exemplar.networkBytes(),
            FRAMES
                + ", %,d pairs of %,d sequences %s; not in it: the head's own step"
                    .formatted(pairs, learned, there)));
    parts.add(
        new Estimate(
            "tracking",
            frames * config.siamFc().scales() * search.secondsPerImage(),
            exemplar.networkBytes() + config.siamFc().scales() * search.workBytes(),
            0,
            FRAMES + ", %,d frames %s".formatted(frames, there)));
  }
}
