package seco.display;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Small charts side by side in one picture. In the place of a chart without a line stands that
 * nothing was recorded.
 */
public final class Panel {
  private static final int CHART_WIDTH = 350;
  private static final int CHART_HEIGHT = 250;
  private static final int HEADING = 34;

  private final String title;
  private final int columns;
  private final List<XYChart> charts;

  /**
   * Charts in reading order.
   *
   * @param columns how many stand side by side
   * @param charts at least one; they get the look of small ones
   */
  public Panel(String title, int columns, List<XYChart> charts) {
    if (columns < 1 || charts.isEmpty()) {
      throw new IllegalArgumentException(charts.size() + " charts in " + columns + " columns");
    }
    this.title = title;
    this.columns = Math.min(columns, charts.size());
    this.charts = List.copyOf(charts);
    this.charts.forEach(chart -> Look.small(chart.getStyler()));
  }

  /** Pixels of a screen. */
  public int width() {
    return columns * CHART_WIDTH;
  }

  /** Pixels of a screen. */
  public int height() {
    return HEADING + (charts.size() + columns - 1) / columns * CHART_HEIGHT;
  }

  /** In words: {@code panel of 9 charts: Health}. */
  @Override
  public String toString() {
    return "panel of " + charts.size() + " charts: " + title;
  }

  /** The panel drawn on white, at {@link Png#CHART_DENSITY} times its size. */
  public BufferedImage image() {
    int density = Png.CHART_DENSITY;
    BufferedImage image =
        new BufferedImage(density * width(), density * height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(density, density);
    centred(graphics, title, Look.font(Font.BOLD, 16), width() / 2, 24);
    for (int i = 0; i < charts.size(); i++) {
      int left = i % columns * CHART_WIDTH;
      int top = HEADING + i / columns * CHART_HEIGHT;
      draw(charts.get(i), (Graphics2D) graphics.create(left, top, CHART_WIDTH, CHART_HEIGHT));
    }
    graphics.dispose();
    return image;
  }

  private static void draw(XYChart chart, Graphics2D place) {
    if (chart.getSeriesMap().isEmpty()) {
      Font bold = chart.getStyler().getChartTitleFont();
      centred(place, chart.getTitle(), bold, CHART_WIDTH / 2, 26);
      Font plain = chart.getStyler().getAxisTitleFont();
      centred(place, "not recorded", plain, CHART_WIDTH / 2, CHART_HEIGHT / 2);
    } else {
      chart.paint(place, CHART_WIDTH, CHART_HEIGHT);
    }
    place.dispose();
  }

  private static void centred(Graphics2D graphics, String text, Font font, int x, int baseline) {
    graphics.setFont(font);
    graphics.setColor(Palette.INK);
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, baseline);
  }
}
