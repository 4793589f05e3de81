package seco.display;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** Pictures as PNG bytes. */
public final class Png {
  /** How many pixels of the image stand for one of a chart, so that text is sharp on any screen. */
  public static final int CHART_DENSITY = 2;

  private Png() {}

  /** A chart, drawn at twice its size. */
  public static byte[] of(Chart<?, ?> chart) {
    int width = CHART_DENSITY * chart.getWidth();
    int height = CHART_DENSITY * chart.getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(CHART_DENSITY, CHART_DENSITY);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    return of(image);
  }

  public static byte[] of(FilmStrip strip) {
    return of(strip.image());
  }

  public static byte[] of(Panel panel) {
    return of(panel.image());
  }

  public static byte[] of(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java runtime writes no PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
