package seco.run;

import java.util.Locale;

/**
 * What a piece of work is expected to need on this machine.
 *
 * @param work what is done
 * @param seconds of it, without waiting for data; NaN where nothing tells
 * @param memoryBytes the most that is held at once, of GPUs where they hold it
 * @param diskBytes of what it writes
 * @param basis what of this was measured and what was counted
 */
public record Estimate(
    String work, double seconds, long memoryBytes, long diskBytes, String basis) {
  private static final int MINUTE = 60;

  /** In a line: {@code features: about 2 h 10 min, 1.2 GB of memory, 12 MB of disk (…)}. */
  public String text() {
    return "%s: about %s, %s of memory, %s of disk (%s)"
        .formatted(
            work,
            Double.isNaN(seconds) ? "an unknown time" : time(seconds),
            size(memoryBytes),
            size(diskBytes),
            basis);
  }

  /** A number of bytes for people: {@code 1.2 GB}. */
  public static String size(long bytes) {
    String[] units = {"kB", "MB", "GB", "TB"};
    double value = bytes / 1e3;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }

  /** A time for people: {@code 2 h 10 min}, from two days on in days. */
  public static String time(double seconds) {
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    long minutes = Math.round(seconds / MINUTE);
    if (minutes < MINUTE) {
      return minutes + " min";
    }
    long hours = minutes / MINUTE;
    return hours < 48
        ? hours + " h " + minutes % MINUTE + " min"
        : String.format(Locale.ROOT, "%,d days", Math.round(hours / 24.0));
  }
}
