package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.augment.ColourDraw;
import seco.augment.Patch;
import seco.dataset.ColourPlace;
import seco.dataset.FrameSize;
import seco.dataset.Normalisation;
import seco.run.Progress;
import seco.run.Seeds;
import seco.tensor.Lane;

/**
 * What happens to a frame before the network sees it: JPEG decoding, the paper's augmentation,
 * normalisation to a tensor. A round is so many images.
 *
 * @param folder of JPEG files; 200 of them are drawn and held in memory
 * @param pixels edge of the patches
 * @param images of a round
 * @param threads each with images of its own
 * @param colour where images get their colours; on the device a batch at once, by the engine
 */
public record InputPipeline(Path folder, int pixels, int images, int threads, ColourPlace colour)
    implements Stage {
  private static final int BATCH = 32;
  private static final Seeds SEEDS = new Seeds(0);

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("colour", colour.name().toLowerCase(Locale.ROOT))
        .with("folder", folder)
        .with("images", images)
        .with("pixels", pixels)
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    JpegPictures pictures = JpegPictures.read(folder, SEEDS.stream("pictures"));
    int engineThreads = EngineThreads.current();
    List<Worker> workers = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        workers.add(new Worker(i, pictures, pixels, colour));
      }
      Timings timings = rounds.time(round -> round(workers, round), progress);
      double all = (double) images * timings.rounds();
      return Measurement.of(timings)
          .with("images_per_second", images / timings.median())
          .with("images_per_cpu_second", all / timings.processorSeconds());
    } finally {
      workers.forEach(Worker::close);
      JniUtils.setNumThreads(engineThreads);
    }
  }

  private void round(List<Worker> workers, int round) {
    AtomicInteger next = new AtomicInteger();
    List<Future<Boolean>> running =
        workers.stream().map(worker -> worker.begin(round, next, images)).toList();
    running.forEach(Lane::await);
    running.forEach(Lane::join);
  }

  /** A thread that fills batches, with what it needs for them. */
  private static final class Worker implements AutoCloseable {
    private final JpegPictures pictures;
    private final int pixels;
    private final ColourPlace colour;
    private final Augmenter augmenter;
    private final Lane lane;
    private final NDManager manager = NDManager.newBaseManager();
    private final Normalisation normalisation;
    private final ByteBuffer patches;

    Worker(int number, JpegPictures pictures, int pixels, ColourPlace colour) {
      this.colour = colour;
      this.pictures = pictures;
      this.pixels = pixels;
      augmenter = new Augmenter(AugmentationConfig.paper(), pixels);
      lane = new Lane("seco-pipeline-" + number, 1);
      normalisation = new Normalisation(manager, pixels);
      patches =
          ByteBuffer.allocateDirect(BATCH * 3 * pixels * pixels).order(ByteOrder.nativeOrder());
    }

    /** Takes batches from {@code next} on as long as there are images. */
    Future<Boolean> begin(int round, AtomicInteger next, int images) {
      return lane.begin(
          () -> {
            int first = next.getAndAdd(BATCH);
            while (first < images) {
              fill(round, first, Math.min(BATCH, images - first));
              first = next.getAndAdd(BATCH);
            }
            return true;
          });
    }

    private void fill(int round, int first, int count) {
      int edge = FrameSize.edgeFor(pixels);
      List<ColourDraw> colours = new ArrayList<>();
      for (int row = 0; row < count; row++) {
        RandomGenerator random = SEEDS.stream("patch", round, (long) first + row);
        try (Mat picture = pictures.decode(first + row, edge)) {
          Patch patch =
              colour == ColourPlace.DEVICE
                  ? augmenter.cut(picture, random)
                  : new Patch(augmenter.augment(picture, random), ColourDraw.NONE);
          patches.put(row * patch.rgb().length, patch.rgb());
          colours.add(patch.colours());
        }
      }
      ByteBuffer filled =
          patches.slice(0, count * 3 * pixels * pixels).order(ByteOrder.nativeOrder());
      try (NDManager scope = manager.newSubManager();
          NDArray tensor =
              colour == ColourPlace.DEVICE
                  ? normalisation.images(scope, filled, colours)
                  : normalisation.images(scope, filled, count)) {
        var unused = tensor.getShape();
      }
    }

    @Override
    public void close() {
      lane.close();
      manager.close();
    }
  }
}
