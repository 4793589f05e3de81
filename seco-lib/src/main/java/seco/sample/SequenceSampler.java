package seco.sample;

import java.util.random.RandomGenerator;
import seco.Paper;

/** Chooses an anchor frame at one end in time and two others. */
@Paper(section = "Problem Formulation")
public interface SequenceSampler {
  /** The least number of frames that a video needs. */
  int minimumFrames();

  /**
   * Chooses frames of a video.
   *
   * @param frames how many frames the video has, at least {@link #minimumFrames}
   */
  FrameIndices sample(int frames, RandomGenerator random);
}
