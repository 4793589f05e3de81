package seco.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.ColourDraw;
import seco.augment.Patch;
import seco.video.Frame;
import seco.video.Pictures;

/** A batch as plain bytes, filled by a loader thread and used again for later batches. */
public final class PatchBatch {
  private final ByteBuffer[] views;
  private final float[] answers;
  private final String[] videos;
  private final int pixels;
  private final ColourPlace colourPlace;
  private final ColourDraw[][] colours; // of each view, what is left to be done

  /**
   * @param size videos in the batch
   * @param pixels edge of a patch
   * @param queries patches of each video in the first view
   * @param keys further views, of one patch of each video
   * @param colourPlace where its patches get their colours
   */
  PatchBatch(int size, int pixels, int queries, int keys, ColourPlace colourPlace) {
    this.pixels = pixels;
    this.colourPlace = colourPlace;
    colours = new ColourDraw[1 + keys][];
    views = new ByteBuffer[1 + keys];
    for (int v = 0; v < views.length; v++) {
      int patches = v == 0 ? size * queries : size;
      int bytes = Math.multiplyExact(patches, 3 * pixels * pixels);
      views[v] = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
      colours[v] = new ColourDraw[patches];
    }
    for (ColourDraw[] view : colours) {
      Arrays.fill(view, ColourDraw.NONE);
    }
    answers = new float[size];
    videos = new String[size];
    Arrays.fill(videos, "");
  }

  /**
   * @param patches those of the first view, then one of each other
   */
  void put(int row, String video, int answer, List<Patch> patches) {
    videos[row] = video;
    answers[row] = answer;
    int queries = patches.size() - views.length + 1;
    for (int i = 0; i < patches.size(); i++) {
      int view = Math.max(0, i - queries + 1);
      int place = view == 0 ? row * queries + i : row;
      byte[] rgb = patches.get(i).rgb();
      views[view].put(place * rgb.length, rgb);
      colours[view][place] = patches.get(i).colours();
    }
  }

  /** Number of videos. */
  public int size() {
    return videos.length;
  }

  /** The videos' paths, to name them when something goes wrong. */
  public List<String> videos() {
    return List.of(videos);
  }

  /** Whether the anchor of a video stands in front of the two others. */
  public boolean queryFirst(int row) {
    return answers[row] == 1;
  }

  /**
   * A patch to look at, with its colours.
   *
   * @param row of the patch in its view: the video's, where it has one patch there
   * @param view 0 query, 1 same frame, 2 earlier, 3 later
   */
  public Frame patch(int row, int view) {
    byte[] rgb = new byte[3 * pixels * pixels];
    views[view].get(row * rgb.length, rgb);
    try (Mat patch = Pictures.toMat(new Frame(pixels, pixels, rgb))) {
      colours[view][row].apply(patch);
      return Pictures.toFrame(patch);
    }
  }

  /** The batch as tensors of {@code manager}; afterwards the bytes may be overwritten. */
  public SequenceBatch toTensors(NDManager manager, Normalisation normalisation) {
    return new SequenceBatch(
        images(manager, normalisation, 0),
        views.length > 1 ? images(manager, normalisation, 1) : null,
        views.length > 2 ? images(manager, normalisation, 2) : null,
        views.length > 3 ? images(manager, normalisation, 3) : null,
        manager.create(answers));
  }

  private NDArray images(NDManager manager, Normalisation normalisation, int view) {
    return switch (colourPlace) {
      case LOADER -> normalisation.images(manager, views[view], colours[view].length);
      case DEVICE -> normalisation.images(manager, views[view], List.of(colours[view]));
    };
  }
}
