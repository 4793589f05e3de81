package seco.data.fetch;

import java.time.Duration;

/**
 * How patiently files are fetched.
 *
 * @param attempts in succession that may bring nothing before a mirror is given up
 * @param firstWait between the first two of them; each further wait is twice as long
 * @param longestWait between two attempts, also where a server asks for more
 * @param stall how long a connection may stay silent
 */
public record FetchConfig(int attempts, Duration firstWait, Duration longestWait, Duration stall) {
  /** Six attempts within about half a minute; a connection silent for a minute is given up. */
  public static FetchConfig standard() {
    return new FetchConfig(
        6, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60));
  }

  /** The wait after a number of failed attempts. */
  Duration waitAfter(int failures) {
    Duration wait = firstWait.multipliedBy(1L << Math.min(failures - 1, 20));
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
