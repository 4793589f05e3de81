package seco.video;

import java.time.Duration;
import seco.InputException;

/**
 * How thoroughly the {@link Doctor} looks.
 *
 * @param quick opens each file and believes its header, instead of decoding every frame
 * @param leastFrames fewer are too short; SeCo takes three frames of a video
 * @param limitSeconds processor time for each video; 0 gives a minute and two seconds for each MiB
 * @param strict flags a video whose size or rate is not the usual one of the folder
 */
public record DoctorConfig(boolean quick, int leastFrames, double limitSeconds, boolean strict) {
  private static final double LEAST_LIMIT_SECONDS = 60;
  private static final double SECONDS_PER_MEBIBYTE = 2;
  private static final double MOST_LIMIT_SECONDS = 1e6;

  public DoctorConfig {
    if (leastFrames < 1) {
      throw new InputException("least frames " + leastFrames + ": must be at least 1");
    }
    if (!(limitSeconds >= 0) || limitSeconds > MOST_LIMIT_SECONDS) {
      throw new InputException("limit " + limitSeconds + " s: must lie in 0..1000000");
    }
  }

  /** Every frame is decoded; three are enough. */
  public static DoctorConfig standard() {
    return new DoctorConfig(false, 3, 0, false);
  }

  /** Processor time for a file of a size. */
  Duration limit(long bytes) {
    double seconds =
        limitSeconds > 0
            ? limitSeconds
            : LEAST_LIMIT_SECONDS + SECONDS_PER_MEBIBYTE * bytes / (1 << 20);
    double nanos = 1e9 * Math.min(MOST_LIMIT_SECONDS, seconds);
    return Duration.ofNanos(Math.max(1, (long) nanos));
  }
}
