package seco.display;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.video.Frame;

/**
 * A frame as a film strip shows it.
 *
 * @param caption below it; empty for none
 * @param border around it, or null for none
 * @param boxes drawn over it
 */
public record Picture(Frame frame, String caption, @Nullable Palette border, List<Box> boxes) {
  public Picture {
    boxes = List.copyOf(boxes);
  }

  /**
   * A rectangle over a picture.
   *
   * @param x left edge in the frame's pixels
   * @param y upper edge
   */
  public record Box(double x, double y, double width, double height, Palette colour) {}

  public static Picture of(Frame frame) {
    return new Picture(frame, "", null, List.of());
  }

  /** The same with a caption. */
  public Picture captioned(String caption) {
    return new Picture(frame, caption, border, boxes);
  }

  /** The same with a border. */
  public Picture bordered(Palette colour) {
    return new Picture(frame, caption, colour, boxes);
  }

  /** The same with one box more. */
  public Picture boxed(double x, double y, double width, double height, Palette colour) {
    List<Box> more = new ArrayList<>(boxes);
    more.add(new Box(x, y, width, height, colour));
    return new Picture(frame, caption, border, more);
  }
}
