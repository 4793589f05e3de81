package seco.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.video.Frame;
import seco.video.FrameStore;
import seco.video.Pictures;

/** Rows of pictures with a label at the left: videos in time, neighbours, the views of a sample. */
public final class FilmStrip {
  private static final int GAP = 6;
  private static final int MARGIN = 10;
  private static final int LINE = 18;
  private static final int BORDER = 3;
  private static final Font FONT = Look.font(Font.PLAIN, 13);
  private static final Font BOLD = Look.font(Font.BOLD, 13);

  private final int pixels;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();

  /** One row. */
  private record Row(String label, List<Picture> pictures) {
    boolean captioned() {
      return pictures.stream().anyMatch(picture -> !picture.caption().isEmpty());
    }
  }

  /**
   * An empty strip.
   *
   * @param pixels height at which every picture is shown; its width follows
   */
  public FilmStrip(int pixels) {
    if (pixels < 8 || pixels > 2048) {
      throw new IllegalArgumentException("pictures of " + pixels + " pixels");
    }
    this.pixels = pixels;
  }

  /** Adds a row. */
  public FilmStrip row(String label, List<Picture> pictures) {
    rows.add(new Row(label, List.copyOf(pictures)));
    return this;
  }

  /** Adds a row of plain frames. */
  public FilmStrip row(String label, Frame... frames) {
    return row(label, Arrays.stream(frames).map(Picture::of).toList());
  }

  /**
   * Adds a row of a stored video's frames, evenly spaced from its first to its last.
   *
   * @param video number in the store
   * @param count of frames, at least 2
   */
  public FilmStrip video(String label, FrameStore store, int video, int count) throws IOException {
    int last = store.video(video).frames() - 1;
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int frame = (int) Math.round(i * last / (count - 1.0));
      pictures.add(Picture.of(store.frame(video, frame)));
    }
    return row(label, pictures);
  }

  /** Writes a heading above each column. */
  public FilmStrip headings(String... texts) {
    headings.clear();
    headings.addAll(List.of(texts));
    return this;
  }

  /** In words: {@code film strip of 4 rows, 36 pictures}. */
  @Override
  public String toString() {
    int pictures = rows.stream().mapToInt(row -> row.pictures().size()).sum();
    return "film strip of " + rows.size() + " rows, " + pictures + " pictures";
  }

  /** The strip drawn, on white. */
  public BufferedImage image() {
    if (rows.isEmpty()) {
      throw new IllegalStateException("a film strip without a row");
    }
    int left = MARGIN + labelWidth();
    int columns = rows.stream().mapToInt(row -> row.pictures().size()).max().orElse(0);
    int[] widths = new int[columns];
    for (Row row : rows) {
      for (int i = 0; i < row.pictures().size(); i++) {
        widths[i] = Math.max(widths[i], width(row.pictures().get(i).frame()));
      }
    }
    int width = left + Arrays.stream(widths).sum() + GAP * Math.max(0, columns - 1) + MARGIN;
    BufferedImage image = new BufferedImage(width, height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    prepare(graphics, image);
    draw(graphics, left, widths);
    graphics.dispose();
    return image;
  }

  private int width(Frame frame) {
    return Math.max(1, Math.round(frame.width() * (pixels / (float) frame.height())));
  }

  private int height() {
    int height = 2 * MARGIN + (headings.isEmpty() ? 0 : LINE + GAP);
    for (Row row : rows) {
      height += rowHeight(row) + GAP;
    }
    return height - GAP;
  }

  private int rowHeight(Row row) {
    return pixels + (row.captioned() ? LINE : 0);
  }

  private int labelWidth() {
    BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scratch.createGraphics();
    int widest = 0;
    for (Row row : rows) {
      for (String line : row.label().split("\n")) {
        widest = Math.max(widest, graphics.getFontMetrics(FONT).stringWidth(line));
      }
    }
    graphics.dispose();
    return widest == 0 ? 0 : widest + 2 * GAP;
  }

  private static void prepare(Graphics2D graphics, BufferedImage image) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  private void draw(Graphics2D graphics, int left, int[] widths) {
    int y = MARGIN;
    if (!headings.isEmpty()) {
      graphics.setFont(BOLD);
      int x = left;
      for (int i = 0; i < Math.min(headings.size(), widths.length); i++) {
        centred(graphics, headings.get(i), x, widths[i], y + LINE - 4);
        x += widths[i] + GAP;
      }
      y += LINE + GAP;
    }
    graphics.setFont(FONT);
    for (Row row : rows) {
      label(graphics, row.label(), y);
      int x = left;
      for (int i = 0; i < row.pictures().size(); i++) {
        draw(graphics, row.pictures().get(i), x, y);
        x += widths[i] + GAP;
      }
      y += rowHeight(row) + GAP;
    }
  }

  private void label(Graphics2D graphics, String label, int top) {
    String[] lines = label.split("\n");
    int y = top + pixels / 2 - (lines.length - 1) * LINE / 2 + 5;
    graphics.setColor(Palette.INK);
    for (String line : lines) {
      graphics.drawString(line, MARGIN, y);
      y += LINE;
    }
  }

  private void draw(Graphics2D graphics, Picture picture, int x, int y) {
    Frame frame = picture.frame();
    int width = width(frame);
    graphics.drawImage(scaled(frame, width), x, y, null);
    double scale = pixels / (double) frame.height();
    for (Picture.Box box : picture.boxes()) {
      graphics.setColor(box.colour().colour());
      graphics.setStroke(new BasicStroke(2));
      graphics.draw(
          new Rectangle2D.Double(
              x + box.x() * scale, y + box.y() * scale, box.width() * scale, box.height() * scale));
    }
    if (picture.border() != null) {
      graphics.setColor(picture.border().colour());
      for (int i = 0; i < BORDER; i++) {
        graphics.fillRect(x, y + i, width, 1);
        graphics.fillRect(x, y + pixels - 1 - i, width, 1);
        graphics.fillRect(x + i, y, 1, pixels);
        graphics.fillRect(x + width - 1 - i, y, 1, pixels);
      }
    }
    graphics.setColor(Palette.INK);
    centred(graphics, picture.caption(), x, width, y + pixels + LINE - 4);
  }

  private static void centred(Graphics2D graphics, String text, int x, int width, int baseline) {
    graphics.setColor(Palette.INK);
    int textWidth = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, x + (width - textWidth) / 2, baseline);
  }

  /** One frame alone, at this strip's height. */
  BufferedImage image(Frame frame) {
    return scaled(frame, width(frame));
  }

  /** Shrunk by averaging areas; enlarged by repeating pixels, so that single pixels can be seen. */
  private BufferedImage scaled(Frame frame, int width) {
    Frame source = pixels < frame.height() ? Pictures.resize(frame, width, pixels) : frame;
    BufferedImage image = new BufferedImage(width, pixels, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < pixels; y++) {
      int fromY = y * source.height() / pixels;
      for (int x = 0; x < width; x++) {
        int fromX = x * source.width() / width;
        image.setRGB(
            x,
            y,
            source.value(fromX, fromY, 0) << 16
                | source.value(fromX, fromY, 1) << 8
                | source.value(fromX, fromY, 2));
      }
    }
    return image;
  }
}
