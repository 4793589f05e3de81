package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import seco.display.Animation;
import seco.display.Charts;
import seco.display.ConsensusFigure;
import seco.display.FilmStrip;
import seco.display.Line;
import seco.display.Panel;
import seco.display.Picture;
import seco.display.SiameseFigure;
import seco.display.Tables;
import seco.video.Frame;

class SecoExtensionTest {
  private final Renderer renderer = new Renderer();

  SecoExtensionTest() {
    SecoExtension.register(renderer);
  }

  @Test
  void kernel_looksForExtensions_findsThisOne() {
    assertTrue(
        ServiceLoader.load(Extension.class).stream()
            .anyMatch(found -> found.type().equals(SecoExtension.class)));
  }

  @Test
  void chart_isShownAsPngOfTwiceItsSize() throws IOException {
    DisplayData data = renderer.render(Charts.bars("heights", "y", List.of("a", "b"), 1, 2));
    BufferedImage image = png(data);
    assertEquals(1440, image.getWidth());
    assertEquals(800, image.getHeight());
    assertEquals("chart: heights", data.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void panel_isShownAsPngOfTwiceItsSize() throws IOException {
    XYChart chart = Charts.lines("up", "x", "y", Line.of("up", 0, 1));
    Panel panel = new Panel("two charts", 2, List.of(chart, Charts.lines("none", "x", "y")));
    DisplayData data = renderer.render(panel);
    assertEquals(2 * panel.width(), png(data).getWidth());
    assertEquals(2 * panel.height(), png(data).getHeight());
    assertEquals("panel of 2 charts: two charts", data.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void filmStrip_isShownAsPng() throws IOException {
    FilmStrip strip = new FilmStrip(20).row("", new Frame(1, 1, new byte[3]));
    assertEquals(40, png(renderer.render(strip)).getWidth());
  }

  @Test
  void animation_isShownAsGif() throws IOException {
    Animation animation =
        new Animation("one", List.of(Picture.of(new Frame(1, 1, new byte[3]))), 20, 100);
    DisplayData data = renderer.render(animation);
    byte[] bytes =
        Base64.getDecoder().decode(String.valueOf(data.getData(MIMEType.parse("image/gif"))));
    assertEquals(40, ImageIO.read(new ByteArrayInputStream(bytes)).getWidth());
    assertEquals("animation of 1 pictures: one", data.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void figure_isShownAsPngOfTwiceItsSize() throws IOException {
    Frame frame = new Frame(8, 8, new byte[3 * 64]);
    double[][] map = new double[2][2];
    DisplayData data = renderer.render(new SiameseFigure(frame, frame, map, map, map, 3));
    assertEquals(1800, png(data).getWidth());
    double[][] scores = {{1, 0}};
    DisplayData other =
        renderer.render(
            new ConsensusFigure(List.of(frame), new int[] {3}, 8, scores, List.of("a", "b"), 1));
    assertEquals(1800, png(other).getWidth());
    assertEquals(
        "figure: 1 segments of a video of b, their consensus is a",
        other.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void table_isShownAsHtmlAndText() {
    DisplayData data = renderer.render(Tables.of("t", List.of("a"), List.of(List.of(7))));
    assertTrue(String.valueOf(data.getData(MIMEType.TEXT_HTML)).contains("<caption>t</caption>"));
    assertEquals("t\na\n7\n", data.getData(MIMEType.TEXT_PLAIN));
  }

  private static BufferedImage png(DisplayData data) throws IOException {
    Object base64 = data.getData(MIMEType.IMAGE_PNG);
    assertNotNull(base64);
    byte[] bytes = Base64.getDecoder().decode(base64.toString());
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
