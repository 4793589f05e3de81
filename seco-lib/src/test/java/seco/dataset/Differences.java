package seco.dataset;

import java.util.List;

/**
 * How far levels of 255 are from others.
 *
 * @param mean of all
 * @param above2 share of those that are more than two apart
 * @param most apart of all
 */
record Differences(double mean, double above2, int most) {
  static Differences of(byte[] expected, byte[] actual) {
    return of(List.of(expected), List.of(actual));
  }

  static Differences of(List<byte[]> expected, List<byte[]> actual) {
    long sum = 0;
    long above2 = 0;
    long values = 0;
    int most = 0;
    for (int patch = 0; patch < expected.size(); patch++) {
      for (int i = 0; i < expected.get(patch).length; i++) {
        int apart = Math.abs((expected.get(patch)[i] & 0xFF) - (actual.get(patch)[i] & 0xFF));
        sum += apart;
        above2 += apart > 2 ? 1 : 0;
        values++;
        most = Math.max(most, apart);
      }
    }
    return new Differences((double) sum / values, (double) above2 / values, most);
  }
}
