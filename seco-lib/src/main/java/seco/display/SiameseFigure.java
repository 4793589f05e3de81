package seco.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import seco.video.Frame;

/**
 * Two pictures through one network, their maps, and how the one fits into the other: a figure of
 * SiamFC with the real things in it.
 *
 * @param exemplar the object's picture
 * @param search the picture in which it is sought
 * @param exemplarMap h x w, shown as a heat map
 * @param searchMap H x W
 * @param response n x n
 * @param channels of both maps
 */
public record SiameseFigure(
    Frame exemplar,
    Frame search,
    double[][] exemplarMap,
    double[][] searchMap,
    double[][] response,
    int channels) {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 330;
  private static final int UPPER = 85; // middle of the exemplar's row
  private static final int LOWER = 230;
  private static final int NETWORK_LEFT = 230;
  private static final int NETWORK_RIGHT = 390;
  private static final int PICTURES = 110;
  private static final int MAPS = 510;
  private static final int STAR = 660;
  private static final int RESPONSE = 790;
  private static final Font PLAIN = Look.font(Font.PLAIN, 13);
  private static final Font BOLD = Look.font(Font.BOLD, 14);

  /** In words. */
  @Override
  public String toString() {
    return "figure: a map of %d x %d in one of %d x %d gives %d x %d responses"
        .formatted(
            exemplarMap.length,
            exemplarMap[0].length,
            searchMap.length,
            searchMap[0].length,
            response.length,
            response[0].length);
  }

  /** The figure drawn on white, at twice its size. */
  public BufferedImage image() {
    int density = Png.CHART_DENSITY;
    BufferedImage image =
        new BufferedImage(density * WIDTH, density * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(density, density);
    draw(graphics);
    graphics.dispose();
    return image;
  }

  private void draw(Graphics2D graphics) {
    picture(graphics, exemplar, PICTURES, UPPER, 90);
    picture(graphics, search, PICTURES, LOWER, 150);
    caption(graphics, "exemplar z, %d px".formatted(exemplar.width()), PICTURES, UPPER + 62);
    caption(graphics, "search x, %d px".formatted(search.width()), PICTURES, LOWER + 92);
    network(graphics);
    heat(graphics, exemplarMap, MAPS, UPPER, 64);
    heat(graphics, searchMap, MAPS, LOWER, 128);
    caption(graphics, size(exemplarMap), MAPS, UPPER + 49);
    caption(graphics, size(searchMap), MAPS, LOWER + 81);
    for (int row : List.of(UPPER, LOWER)) {
      arrow(graphics, PICTURES + (row == UPPER ? 50 : 80), row, NETWORK_LEFT - 4, row);
      arrow(graphics, NETWORK_RIGHT + 4, row, MAPS - (row == UPPER ? 38 : 70), row);
    }
    int middle = (UPPER + LOWER) / 2;
    arrow(graphics, MAPS + 36, UPPER, STAR - 12, middle - 14);
    arrow(graphics, MAPS + 68, LOWER, STAR - 12, middle + 14);
    graphics.setColor(Palette.INK);
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.drawOval(STAR - 15, middle - 15, 30, 30);
    graphics.setFont(BOLD);
    text(graphics, "∗", STAR, middle + 5);
    caption(graphics, "correlation", STAR + 32, middle + 38);
    arrow(graphics, STAR + 18, middle, RESPONSE - 56, middle);
    heat(graphics, response, RESPONSE, middle, 102);
    String places = "%d x %d responses".formatted(response.length, response[0].length);
    caption(graphics, places, RESPONSE, middle + 70);
  }

  private String size(double[][] map) {
    return "%d x %d x %d".formatted(map.length, map[0].length, channels);
  }

  /** One box over both rows: the weights are shared. */
  private static void network(Graphics2D graphics) {
    int height = LOWER - UPPER + 110;
    graphics.setColor(Palette.FAINT);
    graphics.fillRoundRect(NETWORK_LEFT, UPPER - 55, NETWORK_RIGHT - NETWORK_LEFT, height, 16, 16);
    int middle = (NETWORK_LEFT + NETWORK_RIGHT) / 2;
    int centre = (UPPER + LOWER) / 2;
    graphics.setColor(Palette.INK);
    graphics.setFont(BOLD);
    text(graphics, "frozen trunk", middle, centre - 26);
    graphics.setFont(PLAIN);
    text(graphics, "a cell for 8 pixels", middle, centre - 8);
    graphics.setFont(BOLD);
    text(graphics, "1 x 1 convolution", middle, centre + 20);
    graphics.setFont(PLAIN);
    text(graphics, "learned", middle, centre + 38);
  }

  private static void picture(Graphics2D graphics, Frame frame, int x, int y, int pixels) {
    BufferedImage image = new FilmStrip(frame.height()).image(frame);
    graphics.drawImage(image, x - pixels / 2, y - pixels / 2, pixels, pixels, null);
  }

  private static void heat(Graphics2D graphics, double[][] values, int x, int y, int pixels) {
    int whole = pixels / values.length * values.length * 4; // cells of one size
    picture(graphics, HeatPicture.of(values, whole), x, y, pixels);
  }

  private static void caption(Graphics2D graphics, String text, int x, int y) {
    graphics.setColor(Palette.INK);
    graphics.setFont(PLAIN);
    text(graphics, text, x, y);
  }

  private static void text(Graphics2D graphics, String text, int x, int baseline) {
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, baseline);
  }

  private static void arrow(Graphics2D graphics, int fromX, int fromY, int toX, int toY) {
    graphics.setColor(Palette.INK);
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.drawLine(fromX, fromY, toX, toY);
    double length = Math.hypot(toX - fromX, toY - fromY);
    double dx = (toX - fromX) / length;
    double dy = (toY - fromY) / length;
    Path2D head = new Path2D.Double();
    head.moveTo(toX, toY);
    head.lineTo(toX - 9 * dx + 4 * dy, toY - 9 * dy - 4 * dx);
    head.lineTo(toX - 9 * dx - 4 * dy, toY - 9 * dy + 4 * dx);
    head.closePath();
    graphics.fill(head);
  }
}
