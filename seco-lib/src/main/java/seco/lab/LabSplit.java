package seco.lab;

import java.util.Locale;

/**
 * The parts of a lab data set. Their instances never meet: each part has its own random streams.
 */
public enum LabSplit {
  TRAIN,
  TEST,
  /** One frame of each of other videos: the stand-in for a set of pictures. */
  STILLS;

  /** The name in paths: {@code train}. */
  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }
}
