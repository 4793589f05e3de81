package seco.sample;

import java.util.List;

/**
 * Frames of a video in the order in which they are shown, and what is asked of them.
 *
 * @param frames indices from 0; a frame may be shown several times
 * @param answer the number of the right answer
 */
public record FrameTuple(List<Integer> frames, int answer) {
  public FrameTuple {
    frames = List.copyOf(frames);
  }
}
