package seco.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.Augmenter;
import seco.augment.Colour;
import seco.augment.Geometry;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.display.Picture;
import seco.experiment.SegmentFrames;
import seco.lab.FrameTruth;
import seco.lab.LabTruth;
import seco.probe.FeatureConfig;
import seco.run.Seeds;
import seco.sample.UniformFrames;
import seco.video.Frame;
import seco.video.FrameStore;
import seco.video.Pictures;
import seco.video.StoredVideo;

/** Film strips that several notebooks show. */
public final class Strips {
  private Strips() {}

  /** The single operations of the augmentation, each alone on the same frame. */
  public static FilmStrip operations(Frame frame, int pixels) {
    int edge = Math.min(frame.width(), frame.height());
    return new FilmStrip(pixels)
        .row(
            "",
            List.of(
                Picture.of(frame).captioned("the frame"),
                changed(frame, "brightness 1.4", mat -> Colour.brightness(mat, 1.4)),
                changed(frame, "contrast 0.6", mat -> Colour.contrast(mat, 0.6)),
                changed(frame, "saturation 0.6", mat -> Colour.saturation(mat, 0.6)),
                changed(frame, "hue + 0.1", mat -> Colour.hue(mat, 0.1))))
        .row(
            "",
            List.of(
                cropped(frame, new Geometry.Crop(edge / 5, edge / 8, edge / 2, 2 * edge / 3)),
                changed(frame, "grayscale", Colour::grayscale),
                changed(frame, "blur, sigma 2", mat -> Geometry.blur(mat, 2)),
                changed(frame, "mirror", Geometry::mirror)));
  }

  private static Picture changed(Frame frame, String caption, Consumer<Mat> operation) {
    try (Mat mat = Pictures.toMat(frame)) {
      operation.accept(mat);
      return Picture.of(Pictures.toFrame(mat)).captioned(caption);
    }
  }

  private static Picture cropped(Frame frame, Geometry.Crop crop) {
    try (Mat mat = Pictures.toMat(frame);
        Mat patch = Geometry.resizedCrop(mat, crop, Math.min(frame.width(), frame.height()))) {
      return Picture.of(Pictures.toFrame(patch)).captioned("resized crop");
    }
  }

  /** Adds a row of random patches of one frame, as training draws them. */
  public static void addPatches(
      FilmStrip strip, String label, Frame frame, Augmenter augmenter, int count, Seeds seeds) {
    List<Picture> patches = new ArrayList<>();
    RandomGenerator random = seeds.stream("patches");
    for (int i = 0; i < count; i++) {
      patches.add(Picture.of(augmenter.augment(frame, random)));
    }
    strip.row(label, patches);
  }

  /**
   * Adds a row of a lab video's frames with the figure's box and the action's progress.
   *
   * @param frames all frames of the video, of the size in which it was drawn
   * @param count how many are shown, evenly spaced, at least 2
   */
  public static void addTruth(
      FilmStrip strip, String label, List<Frame> frames, LabTruth.Video truth, int count) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = (int) Math.round(i * (frames.size() - 1) / (count - 1.0));
      FrameTruth known = truth.frames().get(number);
      pictures.add(
          Picture.of(frames.get(number))
              .boxed(known.x(), known.y(), known.width(), known.height(), Palette.VERMILLION)
              .captioned("%.0f %%".formatted(100 * known.progress())));
    }
    strip.row(label, pictures);
  }

  /**
   * Adds a row of a video and its neighbours, each by the frame in its middle: a green border where
   * the label is the same, a red one where it is not.
   *
   * @param nearest numbers of videos in the gallery, the nearest first
   */
  public static void addNeighbours(
      FilmStrip strip,
      String label,
      FrameStore queries,
      int query,
      FrameStore gallery,
      int... nearest)
      throws IOException {
    List<Picture> pictures = new ArrayList<>();
    pictures.add(middle(queries, query).bordered(Palette.BLACK));
    for (int neighbour : nearest) {
      boolean same = gallery.video(neighbour).label() == queries.video(query).label();
      pictures.add(middle(gallery, neighbour).bordered(same ? Palette.GREEN : Palette.VERMILLION));
    }
    strip.row(label, pictures);
  }

  /**
   * Adds a row of the frames of which a video's feature is the mean; the box is the part that the
   * network sees.
   */
  public static void addCrops(
      FilmStrip strip, String label, FrameStore store, int video, FeatureConfig how)
      throws IOException {
    List<Picture> pictures = new ArrayList<>();
    int count = store.video(video).frames();
    for (int index : UniformFrames.indices(count, how.framesPerVideo())) {
      Frame frame = store.frame(video, index);
      int edge = Math.min(frame.width(), frame.height());
      double side = edge * how.pixels() / (double) how.edge();
      double x = (frame.width() - side) / 2;
      double y = (frame.height() - side) / 2;
      pictures.add(
          Picture.of(frame)
              .boxed(x, y, side, side, Palette.VERMILLION)
              .captioned("frame " + (index + 1)));
    }
    strip.row(label, pictures);
  }

  /**
   * Adds rows of an untrimmed video's frames: a green border around those that lie in an annotated
   * segment, below each its number in the video.
   *
   * @param label of the first row
   * @param video number in the store
   * @param count of frames, spread uniformly over the video
   * @param perRow how many stand side by side
   */
  public static void addSegments(
      FilmStrip strip,
      String label,
      FrameStore store,
      SegmentFrames segments,
      int video,
      int count,
      int perRow)
      throws IOException {
    List<Picture> row = new ArrayList<>();
    StoredVideo stored = store.video(video);
    int[] shown = UniformFrames.indices(stored.frames(), count);
    for (int i = 0; i < shown.length; i++) {
      Picture picture =
          Picture.of(store.frame(video, shown[i]))
              .captioned("frame " + (stored.sourceIndices()[shown[i]] + 1));
      boolean acting = segments.holds(store, video, shown[i]);
      row.add(acting ? picture.bordered(Palette.GREEN) : picture);
      if (row.size() == perRow || i == shown.length - 1) {
        strip.row(i < perRow ? label : "", row);
        row = new ArrayList<>();
      }
    }
  }

  /** The frame in a video's middle. */
  static Picture middle(FrameStore store, int video) throws IOException {
    StoredVideo stored = store.video(video);
    return Picture.of(store.frame(video, stored.frames() / 2));
  }
}
