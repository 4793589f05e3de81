package seco.track.otb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What a tracker is worth on sequences by OTB's rules. Every sequence has the same weight, however
 * long it is.
 *
 * @param sequences curves by the sequence's name, in their order
 * @param speeds frames a second of the sequences whose times are known
 * @param cut names of sequences whose boxes were fewer or more than the truth's
 */
public record OtbReport(
    Map<String, Curves> sequences, Map<String, Double> speeds, List<String> cut) {
  public OtbReport {
    sequences = new LinkedHashMap<>(sequences);
    speeds = new LinkedHashMap<>(speeds);
    cut = List.copyOf(cut);
  }

  /** The mean curves. */
  public Curves overall() {
    return Curves.mean(List.copyOf(sequences.values()));
  }

  /** The mean of the sequences' frames a second; empty where no time is known. */
  public OptionalDouble framesPerSecond() {
    return speeds.values().stream().mapToDouble(Double::doubleValue).average();
  }

  /** A score with the interval in which chance in the choice of the sequences leaves it. */
  public Bootstrap.Range range(ToDoubleFunction<Curves> score) {
    return Bootstrap.ofMean(sequences.values().stream().mapToDouble(score).toArray());
  }
}
