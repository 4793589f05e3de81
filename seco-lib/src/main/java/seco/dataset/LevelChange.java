package seco.dataset;

import java.util.Arrays;
import seco.augment.ColourDraw;
import seco.augment.Jitter;

/**
 * A colour operation as one formula: a value becomes {@code own} times itself, {@code gray} times
 * the gray of its pixel and {@code mean} times the mean gray of its patch.
 */
record LevelChange(double own, double gray, double mean) {
  /** Changes of a patch before its hue is turned, as many again after it, and the grayscale. */
  static final int PLACES = 7;

  /** The place of the first change after the hue. */
  static final int AFTER_HUE = 3;

  private static final LevelChange NONE = new LevelChange(1, 0, 0);
  private static final LevelChange GRAYSCALE = new LevelChange(0, 1, 0);

  /** The changes of a patch at their {@link #PLACES}; those that stay free change nothing. */
  static LevelChange[] of(ColourDraw draw) {
    LevelChange[] changes = new LevelChange[PLACES];
    Arrays.fill(changes, NONE);
    Jitter jitter = draw.jitter();
    if (jitter != null) {
      int place = 0;
      for (int operation : jitter.order()) {
        if (operation == Jitter.HUE) {
          place = AFTER_HUE;
        } else {
          changes[place++] = of(jitter, operation);
        }
      }
    }
    if (draw.grayscale()) {
      changes[PLACES - 1] = GRAYSCALE;
    }
    return changes;
  }

  private static LevelChange of(Jitter jitter, int operation) {
    return switch (operation) {
      case Jitter.BRIGHTNESS -> new LevelChange(jitter.brightness(), 0, 0);
      case Jitter.CONTRAST -> new LevelChange(jitter.contrast(), 0, 1 - jitter.contrast());
      default -> new LevelChange(jitter.saturation(), 1 - jitter.saturation(), 0);
    };
  }
}
