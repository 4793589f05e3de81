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
  private final float[] queryFirst;
  private final String[] videos;
  private final int pixels;
  private final ColourPlace colourPlace;
  private final ColourDraw[][] colours; // of each view, what is left to be done

  /**
   * @param size videos in the batch
   * @param pixels edge of a patch
   * @param views patches of each video: four of a sequence, two of a single frame
   * @param colourPlace where its patches get their colours
   */
  PatchBatch(int size, int pixels, int views, ColourPlace colourPlace) {
    this.pixels = pixels;
    this.colourPlace = colourPlace;
    colours = new ColourDraw[views][size];
    this.views = new ByteBuffer[views];
    for (int v = 0; v < views; v++) {
      int bytes = Math.multiplyExact(size, 3 * pixels * pixels);
      this.views[v] = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    for (ColourDraw[] view : colours) {
      Arrays.fill(view, ColourDraw.NONE);
    }
    queryFirst = new float[size];
    videos = new String[size];
    Arrays.fill(videos, "");
  }

  void put(int row, String video, boolean first, List<Patch> patches) {
    videos[row] = video;
    queryFirst[row] = first ? 1 : 0;
    for (int v = 0; v < views.length; v++) {
      byte[] rgb = patches.get(v).rgb();
      views[v].put(row * rgb.length, rgb);
      colours[v][row] = patches.get(v).colours();
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
    return queryFirst[row] == 1;
  }

  /**
   * A patch to look at, with its colours.
   *
   * @param row of the video in the batch
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
    boolean sequence = views.length == 4;
    return new SequenceBatch(
        images(manager, normalisation, 0),
        images(manager, normalisation, 1),
        sequence ? images(manager, normalisation, 2) : null,
        sequence ? images(manager, normalisation, 3) : null,
        manager.create(queryFirst));
  }

  private NDArray images(NDManager manager, Normalisation normalisation, int view) {
    return switch (colourPlace) {
      case LOADER -> normalisation.images(manager, views[view], size());
      case DEVICE -> normalisation.images(manager, views[view], List.of(colours[view]));
    };
  }
}
