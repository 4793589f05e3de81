package seco.track;

import seco.InputException;
import seco.video.Frame;

/** Follows one object through the frames of a video. */
public interface Tracker extends AutoCloseable {
  /**
   * Begins with the first frame, forgetting whatever it followed before.
   *
   * @param box of the object; it has an area and touches the frame
   * @throws seco.InputException if it has not or does not
   */
  void init(Frame frame, Box box);

  /**
   * Finds the object in the next frame.
   *
   * @return its box, which may hang over the frame's edge
   */
  Box update(Frame frame);

  @Override
  void close();

  /** Requires a box with which a tracker can begin. */
  static Box requireBox(Frame frame, Box box) {
    if (!box.isPresent()) {
      throw new InputException("box " + box.toLine() + ": has no area to be followed");
    }
    if (!box.touches(frame.width(), frame.height())) {
      throw new InputException(
          "box %s: lies outside the picture of %d x %d pixels"
              .formatted(box.toLine(), frame.width(), frame.height()));
    }
    return box;
  }
}
