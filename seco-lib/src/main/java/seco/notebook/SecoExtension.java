package seco.notebook;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.internal.chartpart.Chart;
import seco.display.Animation;
import seco.display.ConsensusFigure;
import seco.display.FilmStrip;
import seco.display.Panel;
import seco.display.Png;
import seco.display.SiameseFigure;
import seco.display.Tables;
import tech.tablesaw.api.Table;

/**
 * Makes the Java kernel show charts, tables and film strips that are the last value of a cell. The
 * kernel finds it by itself on its class path.
 */
public final class SecoExtension implements Extension {
  private static final String PNG = "image/png";
  private static final String GIF = "image/gif";
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";

  @Override
  public void install(BaseKernel kernel) {
    System.setProperty("java.awt.headless", "true");
    register(kernel.getRenderer());
    Screens.use(new KernelScreen(kernel));
  }

  /** Adds the project's pictures and tables to what a renderer can show. */
  static void register(Renderer renderer) {
    renderer
        .createRegistration(Chart.class)
        .supporting(PNG, TEXT)
        .preferring(PNG)
        .register(SecoExtension::chart);
    renderer
        .createRegistration(Panel.class)
        .supporting(PNG, TEXT)
        .preferring(PNG)
        .register(SecoExtension::panel);
    renderer
        .createRegistration(FilmStrip.class)
        .supporting(PNG, TEXT)
        .preferring(PNG)
        .register(SecoExtension::strip);
    renderer
        .createRegistration(SiameseFigure.class)
        .supporting(PNG, TEXT)
        .preferring(PNG)
        .register((figure, context) -> figure(figure.image(), figure.toString(), context));
    renderer
        .createRegistration(ConsensusFigure.class)
        .supporting(PNG, TEXT)
        .preferring(PNG)
        .register((figure, context) -> figure(figure.image(), figure.toString(), context));
    renderer
        .createRegistration(Animation.class)
        .supporting(GIF, TEXT)
        .preferring(GIF)
        .register(SecoExtension::animation);
    renderer
        .createRegistration(Table.class)
        .supporting(HTML, TEXT)
        .preferring(HTML)
        .register(SecoExtension::table);
  }

  private static void chart(Chart<?, ?> chart, RenderContext context) {
    DisplayData out = context.getOutputContainer();
    out.putData(
        MIMEType.parse(PNG), base64(Png.of(chart)), size(chart.getWidth(), chart.getHeight()));
    out.putText("chart: " + chart.getTitle());
  }

  private static void panel(Panel panel, RenderContext context) {
    DisplayData out = context.getOutputContainer();
    out.putData(MIMEType.parse(PNG), base64(Png.of(panel)), size(panel.width(), panel.height()));
    out.putText(panel.toString());
  }

  private static void figure(BufferedImage image, String words, RenderContext context) {
    DisplayData out = context.getOutputContainer();
    Map<String, Integer> size =
        size(image.getWidth() / Png.CHART_DENSITY, image.getHeight() / Png.CHART_DENSITY);
    out.putData(MIMEType.parse(PNG), base64(Png.of(image)), size);
    out.putText(words);
  }

  private static void animation(Animation animation, RenderContext context) {
    DisplayData out = context.getOutputContainer();
    out.putData(MIMEType.parse(GIF), base64(animation.gif()));
    out.putText(animation.toString());
  }

  private static Map<String, Integer> size(int width, int height) {
    return Map.of("width", width, "height", height);
  }

  private static void strip(FilmStrip strip, RenderContext context) {
    DisplayData out = context.getOutputContainer();
    out.putData(MIMEType.parse(PNG), base64(Png.of(strip)));
    out.putText(strip.toString());
  }

  private static void table(Table table, RenderContext context) {
    DisplayData out = context.getOutputContainer();
    out.putHTML(Tables.html(table));
    out.putText(Tables.text(table));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
