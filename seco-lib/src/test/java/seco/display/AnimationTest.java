package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import seco.video.Frame;

class AnimationTest {
  private static Picture grey(int value) {
    byte[] rgb = new byte[3 * 16 * 16];
    Arrays.fill(rgb, (byte) value);
    return Picture.of(new Frame(16, 16, rgb));
  }

  @Test
  void gif_readAgain_hasThePicturesTheirTimeAndNoEnd() throws IOException {
    Animation animation = new Animation("two", List.of(grey(0), grey(200)), 16, 120);
    byte[] gif = animation.gif();

    assertTrue(new String(gif, StandardCharsets.ISO_8859_1).contains("NETSCAPE2.0"));
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
      reader.setInput(in);
      assertEquals(2, reader.getNumImages(true));
      for (int i = 0; i < 2; i++) {
        Color middle = new Color(reader.read(i).getRGB(18, 18));
        assertEquals(200 * i, middle.getGreen(), 2);
        assertEquals("12", delay(reader, i));
      }
    }
    assertEquals("animation of 2 pictures: two", animation.toString());
  }

  private static String delay(ImageReader reader, int image) throws IOException {
    Node root = reader.getImageMetadata(image).getAsTree("javax_imageio_gif_image_1.0");
    NodeList nodes = root.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeName().equals("GraphicControlExtension")) {
        return nodes.item(i).getAttributes().getNamedItem("delayTime").getNodeValue();
      }
    }
    return "none";
  }

  @Test
  void noPictures_orNoTime_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Animation("none", List.of(), 16, 100));
    assertThrows(
        IllegalArgumentException.class, () -> new Animation("fast", List.of(grey(0)), 16, 10));
  }
}
