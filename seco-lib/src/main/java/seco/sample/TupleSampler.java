package seco.sample;

import java.util.random.RandomGenerator;

/** Chooses the frames of a video that a training is shown. */
public interface TupleSampler {
  /** The least number of frames that a video needs. */
  int minimumFrames();

  /** How many frames are shown. */
  int size();

  /** How many of them, the first ones, pass through the trained network together. */
  int queries();

  /**
   * Chooses frames of a video.
   *
   * @param frames how many frames the video has, at least {@link #minimumFrames}
   * @param label of the video
   */
  FrameTuple sample(int frames, int label, RandomGenerator random);
}
