package seco.display;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Pictures one after the other, again and again: a GIF, which plays in a notebook without a kernel
 * and in every viewer.
 *
 * @param title in words
 * @param pictures in time, all of one size
 * @param pixels height at which they are shown
 * @param milliseconds of each picture
 */
public record Animation(String title, List<Picture> pictures, int pixels, int milliseconds) {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";
  private static final byte[] FOREVER = {1, 0, 0};

  public Animation {
    pictures = List.copyOf(pictures);
    if (pictures.isEmpty() || milliseconds < 20) {
      throw new IllegalArgumentException(
          pictures.size() + " pictures of " + milliseconds + " ms: at least 1 of at least 20");
    }
  }

  /** In words: {@code animation of 48 pictures: Lab_val_000001}. */
  @Override
  public String toString() {
    return "animation of " + pictures.size() + " pictures: " + title;
  }

  /** The bytes of a GIF that plays without end. */
  public byte[] gif() {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (Picture picture : pictures) {
        BufferedImage image = new FilmStrip(pixels).row("", List.of(picture)).image();
        writer.writeToSequence(new IIOImage(image, null, metadata(writer, image)), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private IIOMetadata metadata(ImageWriter writer, BufferedImage image)
      throws IIOInvalidTreeException {
    ImageTypeSpecifier type = ImageTypeSpecifier.createFromRenderedImage(image);
    IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(milliseconds / 10));
    IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    loop.setUserObject(FOREVER.clone());
    child(root, "ApplicationExtensions").appendChild(loop);
    metadata.setFromTree(FORMAT, root);
    return metadata;
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode node = new IIOMetadataNode(name);
    root.appendChild(node);
    return node;
  }
}
