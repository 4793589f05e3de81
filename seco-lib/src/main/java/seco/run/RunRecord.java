package seco.run;

/**
 * One number that came out of one run.
 *
 * @param variant what was trained, a row of a table
 * @param seed of the run
 * @param metric what was measured
 * @param value of it
 */
public record RunRecord(String variant, long seed, String metric, double value) {}
