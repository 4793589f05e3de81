package seco.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.Augmenter;
import seco.augment.PatchDraw;
import seco.display.ConsensusFigure;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.display.Picture;
import seco.finetune.FineTunedNetwork;
import seco.finetune.FineTuningConfig;
import seco.finetune.MultiViewTest;
import seco.finetune.TestViews;
import seco.run.Seeds;
import seco.sample.SegmentIndices;
import seco.video.Frame;
import seco.video.FrameStore;
import seco.video.Pictures;

/** Pictures of what a temporal segment network sees of a video. */
public final class SegmentPictures {
  private SegmentPictures() {}

  /**
   * The segments of a video, the frames in their middles, what a network says of each, and of all.
   *
   * @param classes their names
   */
  public static ConsensusFigure consensus(
      FineTunedNetwork network, FrameStore store, int video, List<String> classes)
      throws IOException, InterruptedException {
    int length = store.video(video).frames();
    int[] chosen = SegmentIndices.centres(length, network.config().frames().segments());
    List<Frame> frames = new ArrayList<>();
    for (int frame : chosen) {
      frames.add(store.frame(video, frame));
    }
    double[][] scores =
        new MultiViewTest(network.config(), network.classifier()).frames(store, video, chosen);
    int label = store.video(video).label();
    return new ConsensusFigure(frames, chosen, length, scores, classes, label);
  }

  /**
   * Rows of what training shows of a video: in each a random frame of every segment, cut and
   * coloured by one draw.
   *
   * @param rows as many draws
   */
  public static FilmStrip training(
      FineTuningConfig config, FrameStore store, int video, int rows, Seeds seeds)
      throws IOException {
    FilmStrip strip = new FilmStrip(84);
    Augmenter augmenter = new Augmenter(config.frames().augmentation(), config.frames().pixels());
    int length = store.video(video).frames();
    for (int row = 0; row < rows; row++) {
      var random = seeds.stream("clip", row);
      int[] indices = SegmentIndices.random(length, config.frames().segments(), random);
      Frame first = store.frame(video, indices[0]);
      PatchDraw draw = augmenter.draw(first.width(), first.height(), random);
      List<Picture> pictures = new ArrayList<>();
      for (int index : indices) {
        try (Mat picture = Pictures.toMat(store.frame(video, index))) {
          int pixels = config.frames().pixels();
          Frame patch = new Frame(pixels, pixels, augmenter.augment(picture, draw));
          pictures.add(Picture.of(patch).captioned("frame " + (index + 1)));
        }
      }
      strip.row("step " + (row + 1), pictures);
    }
    return strip;
  }

  /**
   * The frames of a test with the squares that are cut out of each; of a square frame all three are
   * the frame itself.
   *
   * @param perRow how many stand side by side
   */
  public static FilmStrip views(TestViews views, FrameStore store, int video, int perRow)
      throws IOException {
    FilmStrip strip = new FilmStrip(72);
    List<Picture> row = new ArrayList<>();
    int[] indices = views.indices(store.video(video).frames());
    for (int i = 0; i < indices.length; i++) {
      row.add(squared(store.frame(video, indices[i])).captioned(String.valueOf(indices[i] + 1)));
      if (row.size() == perRow || i == indices.length - 1) {
        strip.row("", row);
        row = new ArrayList<>();
      }
    }
    return strip;
  }

  private static Picture squared(Frame frame) {
    int edge = Math.min(frame.width(), frame.height());
    Palette[] colours = {Palette.BLUE, Palette.GREEN, Palette.VERMILLION};
    Picture picture = Picture.of(frame);
    for (int i = 0; i < colours.length; i++) {
      double x = (frame.width() - edge) * i / 2.0;
      double y = (frame.height() - edge) * i / 2.0;
      picture = picture.boxed(x, y, edge, edge, colours[i]);
    }
    return picture;
  }
}
