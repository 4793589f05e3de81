package seco.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.contrast.MemoryQueue;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.display.Picture;
import seco.experiment.FramesAt;
import seco.video.Frame;
import seco.video.FrameStore;

/** The memory as a ring of pictures: which frames' keys lie in it after each step. */
public final class MemoryStrip {
  private static final int KEYS = 3;
  private static final double[] MOMENTS = {0.1, 0.6, 0.9};
  private static final String[] NAMES = {"k1", "k2", "k3"};
  private static final byte LIGHT_GREY = (byte) 235;

  private MemoryStrip() {}

  /**
   * A memory that stores, in place of embeddings, from which key each row comes; a row of pictures
   * for each step, those just written framed.
   *
   * @param rows of the memory
   * @param videos in a batch; each step writes three keys of each
   * @param steps how many
   */
  public static FilmStrip draw(FrameStore store, int rows, int videos, int steps, int pixels)
      throws IOException {
    FilmStrip strip = new FilmStrip(pixels);
    int written = KEYS * videos;
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] empty = new float[rows];
      Arrays.fill(empty, -1);
      MemoryQueue memory = MemoryQueue.of(manager, empty, 1, 0);
      for (int step = 0; step < steps; step++) {
        memory.enqueue(numbers(manager, step * written, written));
        strip.row("after step " + step, pictures(store, memory, videos, step, pixels));
      }
    }
    return strip;
  }

  private static NDArray numbers(NDManager manager, int first, int count) {
    return manager.arange((float) first, first + count, 1).reshape(new Shape(count, 1));
  }

  private static List<Picture> pictures(
      FrameStore store, MemoryQueue memory, int videos, int step, int pixels) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    float[] keys = memory.rows().toFloatArray();
    for (float key : keys) {
      pictures.add(key < 0 ? unwritten(pixels) : picture(store, (int) key, videos, step));
    }
    return pictures;
  }

  private static Picture unwritten(int pixels) {
    byte[] grey = new byte[3 * pixels * pixels];
    Arrays.fill(grey, LIGHT_GREY);
    return Picture.of(new Frame(pixels, pixels, grey));
  }

  private static Picture picture(FrameStore store, int key, int videos, int step)
      throws IOException {
    int written = key / (KEYS * videos);
    int within = key % (KEYS * videos); // all k1, then all k2, then all k3
    int video = (written * videos + within % videos) % store.size();
    int frame = FramesAt.frame(store, video, MOMENTS[within / videos]);
    Picture picture = Picture.of(store.frame(video, frame)).captioned(NAMES[within / videos]);
    return written == step ? picture.bordered(Palette.VERMILLION) : picture;
  }
}
