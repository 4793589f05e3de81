package seco.track;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import seco.InputException;
import seco.dataset.BatchSource;
import seco.run.Seeds;
import seco.video.Pictures;

/** Batches of pairs of pictures, cut and varied, with the labels of their responses. */
final class PairBatches implements BatchSource<PairBatches.Batch> {
  /** Of OpenCV: linear, cubic, area, nearest, Lanczos. */
  private static final int[] INTERPOLATIONS = {
    opencv_imgproc.INTER_LINEAR,
    opencv_imgproc.INTER_CUBIC,
    opencv_imgproc.INTER_AREA,
    opencv_imgproc.INTER_NEAREST,
    opencv_imgproc.INTER_LANCZOS4
  };

  /** Of memory for the maps of pairs that repeat. */
  private static final long MOST_BYTES = 4L << 30;

  private static final double MOST_STRETCH = 0.05;
  private static final double POSITIVE_PIXELS = 16;

  private final TrackConfig config;
  private final PairSampler sampler;
  private final Seeds seeds;

  PairBatches(List<Sequence> sequences, TrackConfig config) {
    this.config = config;
    seeds = new Seeds(config.seed());
    HeadTrainingConfig training = config.training();
    sampler =
        new PairSampler(sequences, training.pairs().perSequence(), training.batchSize(), seeds);
    if (keptBatches() > MOST_BYTES / config.mapBytes()) {
      throw new InputException(
          "setting training.pairs.freshEpochs %d: the maps of its %d batches take more than %d GiB"
              .formatted(training.pairs().freshEpochs(), keptBatches(), MOST_BYTES >> 30));
    }
  }

  /** Batches whose maps are kept, as the epochs after the fresh ones repeat them; 0 for none. */
  long keptBatches() {
    int freshEpochs = config.training().pairs().freshEpochs();
    boolean repeats = freshEpochs < config.training().epochs();
    return repeats ? (long) freshEpochs * batchesPerEpoch() : 0;
  }

  /**
   * Pictures and labels of a batch.
   *
   * @param exemplars the objects
   * @param searches where they are sought
   * @param labels (B, n, n), row by row
   */
  record Batch(Patches exemplars, Patches searches, float[] labels) {}

  int batchesPerEpoch() {
    return sampler.batchesPerEpoch();
  }

  @Override
  public Batch newBatch() {
    int pairs = config.training().batchSize();
    int cells = config.trainingCells();
    return new Batch(
        new Patches(pairs, config.siamFc().exemplarPixels()),
        new Patches(pairs, config.training().pairs().searchPixels()),
        new float[pairs * cells * cells]);
  }

  @Override
  public void fill(long number, Batch batch) {
    long epoch = number / batchesPerEpoch();
    int index = (int) (number % batchesPerEpoch());
    PairSampler.Pair[] pairs = sampler.batch(epoch, index);
    int cells = config.trainingCells();
    for (int i = 0; i < pairs.length; i++) {
      RandomGenerator random = seeds.stream("augment", number, i);
      boolean moved =
          config.training().pairs().augmentation() == TrainingPairConfig.Augmentation.MOVED_LABELS;
      float[] labels =
          moved ? moved(pairs[i], batch, i, random) : shifted(pairs[i], batch, i, random);
      System.arraycopy(labels, 0, batch.labels, i * cells * cells, labels.length);
    }
  }

  /** As siamfc-pytorch: two squares of the size of a tracker's search picture. */
  private float[] shifted(PairSampler.Pair pair, Batch batch, int row, RandomGenerator random) {
    int searchPixels = batch.searches.pixels();
    int exemplarPixels = batch.exemplars.pixels();
    StretchAndShift first = draw(random);
    try (Mat square = square(pair.sequence(), pair.exemplar(), first.cutInterpolation());
        Mat wide = first.search(square, searchPixels);
        Mat patch = StretchAndShift.middle(wide, exemplarPixels);
        Mat room = batch.exemplars.room(row)) {
      patch.copyTo(room);
    }
    StretchAndShift second = draw(random);
    try (Mat square = square(pair.sequence(), pair.search(), second.cutInterpolation());
        Mat patch = second.search(square, searchPixels);
        Mat room = batch.searches.room(row)) {
      patch.copyTo(room);
    }
    double positive = POSITIVE_PIXELS / config.siamFc().stride();
    return ResponseLabels.centred(config.trainingCells(), positive, 0);
  }

  private StretchAndShift draw(RandomGenerator random) {
    return new StretchAndShift(
        interpolation(random),
        random.nextDouble(-MOST_STRETCH, MOST_STRETCH),
        interpolation(random),
        random.nextDouble(),
        random.nextDouble());
  }

  private int interpolation(RandomGenerator random) {
    boolean any = config.training().pairs().interpolations();
    return any ? INTERPOLATIONS[random.nextInt(INTERPOLATIONS.length)] : INTERPOLATIONS[0];
  }

  private Mat square(Sequence sequence, int frame, int interpolation) {
    int pixels = config.siamFc().searchPixels();
    Mat square = new Mat(pixels, pixels, opencv_core.CV_8UC3);
    try (Mat picture = Pictures.toMat(sequence.frame(frame))) {
      cut(picture, around(sequence, frame), interpolation, square);
    }
    return square;
  }

  private Square around(Sequence sequence, int frame) {
    SiamFcConfig siamFc = config.siamFc();
    Target target = Target.of(sequence.truth().get(frame));
    double side = target.exemplarSide(siamFc.context()) * siamFc.searchShare();
    return Square.around(target, side);
  }

  private void cut(Mat picture, Square square, int interpolation, Mat room) {
    CropRoutine routine = config.siamFc().crop();
    double[] mean = SiamFc.mean(picture);
    try (Scalar colour = new Scalar(mean[0], mean[1], mean[2], 0)) {
      routine.cut(picture, routine.corners(square), colour, interpolation, room);
    }
  }

  /** As vince: one cut each, and labels that follow the search picture. */
  private float[] moved(PairSampler.Pair pair, Batch batch, int row, RandomGenerator random) {
    MovedCut first = MovedCut.draw(random, MovedCut.EXEMPLAR_SHIFT);
    MovedCut second = MovedCut.draw(random, MovedCut.SEARCH_SHIFT);
    moved(pair.sequence(), pair.exemplar(), first, batch.exemplars, row);
    moved(pair.sequence(), pair.search(), second, batch.searches, row);
    return second.labels(config.trainingCells());
  }

  private void moved(Sequence sequence, int frame, MovedCut cut, Patches patches, int row) {
    SiamFcConfig siamFc = config.siamFc();
    int searchPixels = config.training().pairs().searchPixels();
    Square whole = cut.of(around(sequence, frame), (double) searchPixels / siamFc.searchPixels());
    double share = (double) patches.pixels() / searchPixels; // 1, or the exemplar's part
    Square square = new Square(whole.centreY(), whole.centreX(), whole.side() * share);
    try (Mat picture = Pictures.toMat(sequence.frame(frame));
        Mat room = patches.room(row)) {
      cut(picture, square, INTERPOLATIONS[0], room);
      if (cut.mirrored()) {
        opencv_core.flip(room, room, 1);
      }
    }
  }

  /** The pairs of a batch, for the looking at. */
  String pairs(long number) {
    PairSampler.Pair[] pairs =
        sampler.batch(number / batchesPerEpoch(), (int) (number % batchesPerEpoch()));
    return String.join(
        ", ",
        Arrays.stream(pairs)
            .map(p -> p.sequence().name() + " " + p.exemplar() + "-" + p.search())
            .toList());
  }
}
