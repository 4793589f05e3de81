package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.tensor.Gradients;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * SiamFC: the object's map of the first frame is sought in a larger cut around where it was last,
 * at three sizes in one pass. The template is never changed.
 *
 * <p>L. Bertinetto, J. Valmadre, J. F. Henriques, A. Vedaldi and P. H. S. Torr,
 * <i>Fully-Convolutional Siamese Networks for Object Tracking</i>, <a
 * href="https://arxiv.org/abs/1606.09549">arXiv:1606.09549</a>.
 */
@Paper(section = "Object Tracking")
public final class SiamFc implements Tracker {
  private static final double LEAST_SIZE = 0.2;
  private static final double MOST_SIZE = 5;

  private final NDManager manager;
  private final TrunkMap trunk;
  private final MatchingHead head;
  private final double responseFactor;
  private final SiamFcConfig config;
  private final PeakFinder finder;
  private final Patches exemplarPatch;
  private final Patches searchPatches;
  private final Patches.Scaling exemplarScaling;
  private final Patches.Scaling searchScaling;
  private @Nullable NDArray exemplar; // (1, C, h, w); null before the first frame
  private Target first = new Target(0, 0, 0, 0);
  private Target target = first;
  private double[] colour = new double[3];
  private @Nullable Consumer<Sight> watcher;
  private long updates;
  private long negative;

  SiamFc(
      NDManager parent,
      TrunkMap trunk,
      MatchingHead head,
      double responseFactor,
      SiamFcConfig config) {
    Gradients.off();
    manager = parent.newSubManager();
    this.trunk = trunk;
    this.head = head;
    this.responseFactor = responseFactor;
    this.config = config;
    finder = new PeakFinder(config);
    exemplarPatch = new Patches(1, config.exemplarPixels());
    searchPatches = new Patches(config.scales(), config.searchPixels());
    exemplarScaling = new Patches.Scaling(manager, config.input(), config.exemplarPixels());
    searchScaling = new Patches.Scaling(manager, config.input(), config.searchPixels());
  }

  /** Tells somebody what is seen in each update from now on. */
  public void watch(Consumer<Sight> newWatcher) {
    watcher = newWatcher;
  }

  @Override
  public void init(Frame frame, Box box) {
    Tracker.requireBox(frame, box);
    first = Target.of(box);
    target = first;
    try (NDManager scope = manager.newSubManager();
        Mat picture = Pictures.toMat(frame)) {
      colour = mean(picture);
      cut(picture, target.exemplarSide(config.context()), exemplarPatch, 0);
      NDArray images = exemplarScaling.images(scope, exemplarPatch);
      NDArray fresh = head.exemplar(TrunkMap.withoutRing(trunk.of(images), config.cropRing()));
      fresh.attach(manager);
      if (exemplar != null) {
        exemplar.close();
      }
      exemplar = fresh;
    }
  }

  @Override
  public Box update(Frame frame) {
    if (exemplar == null) {
      throw new IllegalStateException("the tracker has seen no first frame");
    }
    float[][] responses = responses(frame, exemplar);
    PeakFinder.Found found = finder.find(responses);
    if (watcher != null) {
      watcher.accept(sight(exemplar, responses, found));
    }
    updates++;
    negative += found.allNegative() ? 1 : 0;
    target = finder.follow(target, found);
    if (config.clamp()) {
      target = clamped(frame);
    }
    return target.toBox();
  }

  /** What was seen at the scale that answered most; the trunk is asked once more for its map. */
  private Sight sight(NDArray exemplar, float[][] responses, PeakFinder.Found found) {
    int k = found.scale();
    try (NDManager scope = manager.newSubManager()) {
      NDArray image = searchScaling.images(scope, searchPatches).get(k + ":" + (k + 1));
      image.attach(scope);
      NDArray map = head.search(TrunkMap.withoutRing(trunk.of(image), config.cropRing()));
      return new Sight(
          exemplarPatch.frame(0),
          searchPatches.frame(k),
          Sight.strength(exemplar),
          Sight.strength(map),
          Sight.square(responses[k]),
          k);
    }
  }

  /** The responses of each scale, (n, n) row by row. */
  private float[][] responses(Frame frame, NDArray exemplar) {
    try (NDManager scope = manager.newSubManager();
        Mat picture = Pictures.toMat(frame)) {
      if (config.crop() == CropRoutine.RESIZE_PAD) {
        colour = mean(picture); // vince fills with the frame's own mean
      }
      double side = target.exemplarSide(config.context()) * config.searchShare();
      for (int k = 0; k < config.scales(); k++) {
        cut(picture, side * config.scaleFactor(k), searchPatches, k);
      }
      NDArray images = searchScaling.images(scope, searchPatches);
      NDArray maps = head.search(TrunkMap.withoutRing(trunk.of(images), config.cropRing()));
      NDArray responses = CrossCorrelation.one(exemplar, maps, responseFactor); // (3, 1, n, n)
      responses.attach(scope);
      return split(responses.toFloatArray());
    }
  }

  private float[][] split(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InputException("the tracker's weights give a response of " + value);
      }
    }
    float[][] each = new float[config.scales()][];
    int size = values.length / each.length;
    for (int k = 0; k < each.length; k++) {
      each[k] = Arrays.copyOfRange(values, k * size, (k + 1) * size);
    }
    return each;
  }

  private void cut(Mat picture, double side, Patches patches, int number) {
    CropRoutine routine = config.crop();
    Square.Corners corners = routine.corners(Square.around(target, side));
    try (Mat room = patches.room(number);
        Scalar fill = new Scalar(colour[0], colour[1], colour[2], 0)) {
      routine.cut(picture, corners, fill, opencv_imgproc.INTER_LINEAR, room);
    }
  }

  /** The mean of each colour. */
  static double[] mean(Mat picture) {
    try (Scalar mean = opencv_core.mean(picture)) {
      return new double[] {mean.get(0), mean.get(1), mean.get(2)};
    }
  }

  private Target clamped(Frame frame) {
    double share = Math.sqrt(target.width() * target.height() / (first.width() * first.height()));
    double growth = Math.max(LEAST_SIZE, Math.min(MOST_SIZE, share)) / share;
    double y = Math.max(0, Math.min(frame.height() - 1.0, target.centreY()));
    double x = Math.max(0, Math.min(frame.width() - 1.0, target.centreX()));
    return target.moved(y - target.centreY(), x - target.centreX(), growth);
  }

  /** The share of updates in which no scale answered with a positive number; NaN before any. */
  public double negativeShare() {
    return updates == 0 ? Double.NaN : (double) negative / updates;
  }

  @Override
  public void close() {
    manager.close();
  }
}
