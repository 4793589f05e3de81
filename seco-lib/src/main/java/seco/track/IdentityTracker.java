package seco.track;

import seco.video.Frame;

/** Says that the object stays where it was: what a tracker must beat. */
public final class IdentityTracker implements Tracker {
  private Box box = Box.ABSENT;

  @Override
  public void init(Frame frame, Box box) {
    this.box = Tracker.requireBox(frame, box);
  }

  @Override
  public Box update(Frame frame) {
    return box;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
