package seco.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import seco.display.Animation;
import seco.display.FilmStrip;
import seco.display.HeatPicture;
import seco.display.Palette;
import seco.display.Picture;
import seco.display.SiameseFigure;
import seco.track.Box;
import seco.track.Sequence;
import seco.track.SiamFc;
import seco.track.SiamFcConfig;
import seco.track.Sight;
import seco.track.otb.OnePass;
import seco.video.Frame;

/**
 * A sequence with the boxes of a tracker, the truth in green, and what the tracker saw.
 *
 * @param boxes of the tracker, one a frame
 * @param sights of the frames after the first
 */
public record TrackedSequence(Sequence sequence, List<Box> boxes, List<Sight> sights) {
  private static final Palette TRUE = Palette.GREEN;
  private static final Palette TRACKED = Palette.VERMILLION;

  public TrackedSequence {
    boxes = List.copyOf(boxes);
    sights = List.copyOf(sights);
  }

  /** Tracks a sequence, and keeps what was seen. */
  public static TrackedSequence of(Sequence sequence, SiamFc tracker) {
    List<Sight> sights = new ArrayList<>();
    tracker.watch(sights::add);
    return new TrackedSequence(sequence, OnePass.over(sequence, tracker).boxes(), sights);
  }

  /** The sequence of a name among others. */
  public static Sequence named(List<Sequence> sequences, String name) {
    return sequences.stream()
        .filter(sequence -> sequence.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no sequence " + name));
  }

  /** The names of those with the lowest scores, the worst first. */
  public static List<String> worst(List<String> names, double[] scores, int count) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Double.compare(scores[a], scores[b]))
        .limit(count)
        .map(names::get)
        .toList();
  }

  /** Adds a row of a sequence's frames, evenly spaced, each with the true box. */
  public static FilmStrip addTruth(FilmStrip strip, Sequence sequence, int count) {
    List<Picture> row = new ArrayList<>();
    for (int frame : spaced(sequence, count)) {
      Picture picture = Picture.of(sequence.frame(frame)).captioned("frame " + (frame + 1));
      row.add(boxed(picture, sequence.truth().get(frame), TRUE));
    }
    return strip.row(label(sequence), row);
  }

  private static String label(Sequence sequence) {
    return sequence.name().replace("_val_", "\n").replace("_train_", "\n");
  }

  /** Overlaps with the truth, one a frame. */
  public double[] overlaps() {
    return IntStream.range(0, boxes.size())
        .mapToDouble(i -> boxes.get(i).overlap(sequence.truth().get(i)))
        .toArray();
  }

  /** Adds a row of frames, evenly spaced, each with both boxes and their overlap. */
  public FilmStrip addTo(FilmStrip strip, int count) {
    double[] overlaps = overlaps();
    List<Picture> row = new ArrayList<>();
    for (int frame : spaced(sequence, count)) {
      row.add(picture(frame).captioned(caption(frame, overlaps)));
    }
    return strip.row(label(sequence), row);
  }

  /**
   * The sequence as it moves, with both boxes.
   *
   * @param every only each frame of so many is shown
   */
  public Animation animation(int pixels, int every, int milliseconds) {
    double[] overlaps = overlaps();
    List<Picture> pictures = new ArrayList<>();
    for (int frame = 0; frame < sequence.size(); frame += every) {
      pictures.add(picture(frame).captioned(caption(frame, overlaps)));
    }
    return new Animation(sequence.name(), pictures, pixels, milliseconds);
  }

  /**
   * What the tracker saw in a frame, as a figure.
   *
   * @param frame counted from 1, not the first
   * @param channels of both maps
   */
  public SiameseFigure figure(int frame, int channels) {
    Sight sight = sights.get(frame - 2);
    return new SiameseFigure(
        sight.exemplar(),
        sight.search(),
        sight.exemplarMap(),
        sight.searchMap(),
        sight.response(),
        channels);
  }

  /** The first frame, counted from 1, whose overlap is below a level; the last if there is none. */
  public int firstBelow(double level) {
    double[] overlaps = overlaps();
    return 1
        + IntStream.range(0, overlaps.length)
            .filter(i -> !(overlaps[i] >= level))
            .findFirst()
            .orElse(overlaps.length - 1);
  }

  /**
   * Frames with both boxes, below each what the tracker cut out to search in with the responses
   * over it: each lies where the exemplar's middle would be.
   *
   * @param config of the tracker
   * @param frames counted from 1; those that the sequence does not have, and the first, in which
   *     nothing is sought, are left out
   */
  public FilmStrip responses(int pixels, SiamFcConfig config, int... frames) {
    List<Picture> pictures = new ArrayList<>();
    List<Picture> responses = new ArrayList<>();
    double[] overlaps = overlaps();
    for (int number : frames) {
      if (number < 2 || number > sequence.size()) {
        continue;
      }
      Sight sight = sights.get(number - 2);
      pictures.add(picture(number - 1).captioned(caption(number - 1, overlaps)));
      int covered = sight.response().length * config.stride();
      double peak =
          Arrays.stream(sight.response()).flatMapToDouble(Arrays::stream).max().orElseThrow();
      responses.add(
          Picture.of(HeatPicture.over(sight.search(), sight.response(), covered))
              .captioned(String.format(Locale.ROOT, "peak %.1f", peak)));
    }
    return new FilmStrip(pixels).row("frame", pictures).row("search and\nresponse", responses);
  }

  /**
   * The responses of a tracker, begun with a sequence's first frame, to a picture of one colour,
   * the first frame's mean: what is left is the tracker's own liking for places.
   *
   * @param name in the caption, before the least and the greatest response
   * @param pixels edge of the picture
   */
  public static Picture responseToNothing(
      String name, Sequence sequence, SiamFc tracker, int pixels) {
    Frame first = sequence.frame(0);
    List<Sight> sights = new ArrayList<>();
    tracker.watch(sights::add);
    tracker.init(first, sequence.requireStart());
    tracker.update(ofItsMean(first));
    double[][] response = sights.get(0).response();
    DoubleSummaryStatistics all =
        Arrays.stream(response).flatMapToDouble(Arrays::stream).summaryStatistics();
    return Picture.of(HeatPicture.of(response, pixels))
        .captioned(
            String.format(Locale.ROOT, "%s, %.1f to %.1f", name, all.getMin(), all.getMax()));
  }

  private static Frame ofItsMean(Frame frame) {
    long[] sums = new long[3];
    byte[] rgb = frame.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      sums[i % 3] += rgb[i] & 0xFF;
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(3.0 * sums[i % 3] / rgb.length);
    }
    return new Frame(frame.width(), frame.height(), rgb);
  }

  /** Numbers of frames, counted from 1, evenly spaced from one to another. */
  public static int[] frames(int first, int last, int count) {
    return IntStream.range(0, count)
        .map(i -> first + (int) Math.round(i * (last - first) / Math.max(1.0, count - 1)))
        .distinct()
        .toArray();
  }

  private static int[] spaced(Sequence sequence, int count) {
    return IntStream.of(frames(1, sequence.size(), count)).map(number -> number - 1).toArray();
  }

  /** The frame's number, counted from 1, and its overlap. */
  private static String caption(int frame, double[] overlaps) {
    return String.format(Locale.ROOT, "%d: %.2f", frame + 1, overlaps[frame]);
  }

  private Picture picture(int frame) {
    Picture picture = Picture.of(sequence.frame(frame));
    Picture withTruth = boxed(picture, sequence.truth().get(frame), TRUE);
    return boxed(withTruth, boxes.get(frame), TRACKED);
  }

  /** Files count pixels from 1, pictures from 0. */
  private static Picture boxed(Picture picture, Box box, Palette colour) {
    return box.isPresent()
        ? picture.boxed(box.x() - 1, box.y() - 1, box.width(), box.height(), colour)
        : picture;
  }
}
