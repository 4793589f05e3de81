package seco.track;

/** Finds the object in the responses of all scales. */
final class PeakFinder {
  private static final double TINY = 1e-16;

  private final SiamFcConfig config;
  private final int edge; // of the enlarged responses
  private final double[] window;

  PeakFinder(SiamFcConfig config) {
    this.config = config;
    edge = config.enlargedCells();
    window = window(edge);
  }

  /**
   * What was found.
   *
   * @param scale number of the scale that answers most
   * @param row of the peak in the enlarged response
   * @param column of the peak
   * @param peaks greatest value of each scale, those of side scales penalised
   */
  record Found(int scale, int row, int column, double[] peaks) {
    /** Whether no scale answers with a positive number, so that the penalty favours the sides. */
    boolean allNegative() {
      for (double peak : peaks) {
        if (peak >= 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** A Hann window over (n, n) whose values add up to 1. */
  static double[] window(int n) {
    double[] row = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      row[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (n - 1));
      sum += row[i];
    }
    double[] window = new double[n * n];
    for (int i = 0; i < window.length; i++) {
      window[i] = row[i / n] * row[i % n] / (sum * sum);
    }
    return window;
  }

  /**
   * The peak of square responses, one a scale. The first wins among equals. The window is added
   * after the choice of the scale, to the winner alone.
   */
  Found find(float[][] responses) {
    int cells = (int) Math.sqrt(responses[0].length);
    Upsampling upsampling = new Upsampling(cells, edge);
    double[] peaks = new double[responses.length];
    double[] winner = new double[0];
    int best = 0;
    for (int k = 0; k < responses.length; k++) {
      double[] large = upsampling.apply(responses[k]);
      double penalty = k == responses.length / 2 ? 1 : config.scalePenalty();
      for (int i = 0; i < large.length; i++) {
        large[i] *= penalty;
      }
      peaks[k] = large[first(large)];
      if (k == 0 || peaks[k] > peaks[best]) {
        best = k;
        winner = large;
      }
    }
    int at = first(windowed(winner));
    return new Found(best, at / edge, at % edge, peaks);
  }

  private double[] windowed(double[] response) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : response) {
      least = Math.min(least, value);
    }
    double sum = TINY;
    for (double value : response) {
      sum += value - least;
    }
    double share = config.windowInfluence();
    double[] result = new double[response.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (1 - share) * (response[i] - least) / sum + share * window[i];
    }
    return result;
  }

  private static int first(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The object after what was found. */
  Target follow(Target target, Found found) {
    double factor = config.scaleFactor(found.scale());
    double side = target.exemplarSide(config.context()) * config.searchShare() * factor;
    double middle = (edge - 1) / 2.0;
    double pixels = (double) config.stride() / config.upsampling() * side / config.searchPixels();
    double growth = 1 - config.scaleDamping() + config.scaleDamping() * factor;
    return target.moved(
        (found.row() - middle) * pixels, (found.column() - middle) * pixels, growth);
  }
}
