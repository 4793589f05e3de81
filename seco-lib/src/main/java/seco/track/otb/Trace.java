package seco.track.otb;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import seco.track.Box;

/**
 * What a tracker said in one pass over a sequence.
 *
 * @param boxes one a frame, the first being the one it was given
 * @param seconds it took for each frame, without reading the picture; may be empty or shorter
 */
public record Trace(List<Box> boxes, double[] seconds) {
  public Trace {
    boxes = List.copyOf(boxes);
  }

  /** Frames a second: the mean of the rates of all frames whose time is above zero. */
  public OptionalDouble framesPerSecond() {
    return rates(seconds);
  }

  static OptionalDouble rates(double[] seconds) {
    return Arrays.stream(seconds).filter(s -> s > 0).map(s -> 1 / s).average();
  }
}
