package seco.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import seco.video.Frame;

/**
 * How a temporal segment network looks at a video: the segments, a frame of each, the scores of the
 * frames and their mean.
 *
 * @param frames one of each segment
 * @param chosen their numbers in the video
 * @param length frames of the video
 * @param scores (segments, classes)
 * @param classes their names
 * @param label the video's class
 */
public record ConsensusFigure(
    List<Frame> frames,
    int[] chosen,
    int length,
    double[][] scores,
    List<String> classes,
    int label) {
  private static final int WIDTH = 900;
  private static final int LEFT = 30;
  private static final int ACROSS = WIDTH - 2 * LEFT;
  private static final int BAR = 20; // the video's upper edge
  private static final int BAR_HEIGHT = 22;
  private static final int PICTURE = 76;
  private static final int PIXELS = 92;
  private static final int NETWORK = 206;
  private static final int ZERO = 290; // of the frames' scores
  private static final int AMPLITUDE = 42;
  private static final int MEAN = 372;
  private static final int LINE = 16;
  private static final int AXIS = WIDTH / 2; // of the mean scores
  private static final int REACH = 200;
  private static final int MOST = 10;
  private static final Font PLAIN = Look.font(Font.PLAIN, 13);
  private static final Font BOLD = Look.font(Font.BOLD, 13);

  public ConsensusFigure {
    frames = List.copyOf(frames);
    if (frames.size() != chosen.length || frames.size() != scores.length || frames.isEmpty()) {
      throw new IllegalArgumentException(
          "%d frames, %d numbers, %d rows of scores"
              .formatted(frames.size(), chosen.length, scores.length));
    }
  }

  /** The mean scores. */
  public double[] consensus() {
    double[] mean = new double[classes.size()];
    Arrays.setAll(mean, k -> Arrays.stream(scores).mapToDouble(s -> s[k]).average().orElseThrow());
    return mean;
  }

  /** In words. */
  @Override
  public String toString() {
    return "figure: %d segments of a video of %s, their consensus is %s"
        .formatted(frames.size(), classes.get(label), classes.get(best(consensus())));
  }

  private static int best(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .max(Comparator.comparingDouble(k -> values[k]))
        .orElseThrow();
  }

  private int height() {
    return MEAN + 30 + shown().length * LINE + 12;
  }

  /** The classes whose mean scores are drawn: all, or the highest of many. */
  private int[] shown() {
    double[] mean = consensus();
    return IntStream.range(0, mean.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -mean[k]))
        .limit(MOST)
        .sorted()
        .mapToInt(k -> k)
        .toArray();
  }

  /** The figure drawn on white, at twice its size. */
  public BufferedImage image() {
    int density = Png.CHART_DENSITY;
    BufferedImage image =
        new BufferedImage(density * WIDTH, density * height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(density, density);
    graphics.setStroke(new BasicStroke(1.3f));
    for (int segment = 0; segment < frames.size(); segment++) {
      segment(graphics, segment);
    }
    network(graphics);
    mean(graphics);
    graphics.dispose();
    return image;
  }

  private double slot() {
    return ACROSS / (double) frames.size();
  }

  private int middle(int segment) {
    return (int) Math.round(LEFT + (segment + 0.5) * slot());
  }

  private void segment(Graphics2D graphics, int segment) {
    double perFrame = ACROSS / (double) length;
    graphics.setColor(segment % 2 == 0 ? Palette.FAINT : Palette.GREY);
    graphics.fill(new Rectangle2D.Double(LEFT + segment * slot(), BAR, slot(), BAR_HEIGHT));
    int x = (int) Math.round(LEFT + (chosen[segment] + 0.5) * perFrame);
    graphics.setColor(Palette.VERMILLION.colour());
    graphics.fillRect(x - 2, BAR, 4, BAR_HEIGHT);
    int middle = middle(segment);
    graphics.drawLine(x, BAR + BAR_HEIGHT, middle, PICTURE - 3);
    picture(graphics, frames.get(segment), middle);
    graphics.setColor(Palette.INK);
    graphics.setFont(PLAIN);
    text(graphics, "frame " + (chosen[segment] + 1), middle, PICTURE + PIXELS + 17);
    bars(graphics, scores[segment], middle);
    graphics.setColor(Palette.GREY);
    graphics.drawLine(middle, ZERO + AMPLITUDE + 5, AXIS, MEAN - 10);
  }

  private void picture(Graphics2D graphics, Frame frame, int middle) {
    BufferedImage image = new FilmStrip(frame.height()).image(frame);
    int most = (int) Math.min(PIXELS, slot() - 6);
    double scale = most / (double) Math.max(frame.width(), frame.height());
    int width = (int) Math.round(frame.width() * scale);
    int height = (int) Math.round(frame.height() * scale);
    int top = PICTURE + (PIXELS - height) / 2;
    graphics.drawImage(image, middle - width / 2, top, width, height, null);
  }

  private double largest() {
    double largest =
        Arrays.stream(scores).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    return largest == 0 ? 1 : largest;
  }

  private void bars(Graphics2D graphics, double[] values, int middle) {
    double wide = (slot() - 14) / values.length;
    double left = middle - wide * values.length / 2;
    for (int k = 0; k < values.length; k++) {
      double size = AMPLITUDE * values[k] / largest();
      graphics.setColor(colour(k, values));
      graphics.fill(
          new Rectangle2D.Double(
              left + k * wide, ZERO - Math.max(0, size), Math.max(1, wide - 1), Math.abs(size)));
    }
    graphics.setColor(Palette.INK);
    graphics.drawLine((int) left, ZERO, (int) (left + wide * values.length), ZERO);
  }

  /** The true class green, another one that is taken for it red. */
  private Color colour(int k, double[] values) {
    return k == label
        ? Palette.GREEN.colour()
        : k == best(values) ? Palette.VERMILLION.colour() : Palette.GREY;
  }

  private static void network(Graphics2D graphics) {
    graphics.setColor(Palette.FAINT);
    graphics.fillRoundRect(LEFT, NETWORK - 10, ACROSS, 28, 14, 14);
    graphics.setColor(Palette.INK);
    graphics.setFont(BOLD);
    text(graphics, "one trunk and one linear classifier for all frames", WIDTH / 2, NETWORK + 9);
  }

  private void mean(Graphics2D graphics) {
    double[] mean = consensus();
    graphics.setColor(Palette.INK);
    graphics.setFont(BOLD);
    text(graphics, "consensus: the mean of the scores", AXIS, MEAN + 8);
    graphics.setFont(PLAIN);
    int y = MEAN + 22;
    double largest = Math.max(1e-9, Arrays.stream(mean).map(Math::abs).max().orElseThrow());
    for (int k : shown()) {
      double size = REACH * mean[k] / largest;
      graphics.setColor(colour(k, mean));
      graphics.fill(new Rectangle2D.Double(AXIS + Math.min(0, size), y, Math.abs(size), LINE - 4));
      graphics.setColor(Palette.INK);
      String name = classes.get(k);
      int right = AXIS - REACH - 14;
      graphics.drawString(name, right - graphics.getFontMetrics().stringWidth(name), y + LINE - 5);
      y += LINE;
    }
    graphics.drawLine(AXIS, MEAN + 18, AXIS, y);
  }

  private static void text(Graphics2D graphics, String text, int x, int baseline) {
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, baseline);
  }
}
