package seco.notebook;

import java.util.Locale;

/** How fast a piece of work goes, in words. */
final class Pace {
  private Pace() {}

  /** {@code 8.3 steps/s · 59 s left}; nothing before there is anything to tell. */
  static String describe(String what, long done, long total, double seconds) {
    if (done < 1 || seconds <= 0) {
      return "";
    }
    double rate = done / seconds;
    String text = String.format(Locale.ROOT, "%s %s/s", number(rate), what);
    return done < total ? text + " · " + duration((total - done) / rate) + " left" : text;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }

  /** {@code 59 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 100) {
      return whole + " s";
    }
    return whole < 6000
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole / 60 % 60 + " min";
  }
}
