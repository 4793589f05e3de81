package seco.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;
import seco.loss.Task;

/** A network that is trained and judged: a row of an ablation's records. */
public sealed interface Row permits Variant, Supplement, SweepPoint {
  /** The name in records. */
  String label();

  /** What is trained; empty for random weights. */
  Set<Task> tasks();

  /** Whether the training begins with the weights of {@link Variant#START}. */
  boolean continuesStart();

  /** Settings, by path, in which the training differs from the ablation's. */
  default Map<String, Object> changes() {
    return Map.of();
  }

  /**
   * The rows of some names, in their order.
   *
   * @param labels of {@link Variant} and {@link Supplement}
   * @throws InputException if there is no such row, or a name stands there twice
   */
  static List<Row> named(List<String> labels) {
    List<Row> all = new ArrayList<>(List.of(Variant.values()));
    all.addAll(List.of(Supplement.values()));
    List<Row> rows = new ArrayList<>();
    for (String label : labels) {
      Row named =
          all.stream()
              .filter(row -> row.label().equals(label))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InputException(
                          "row '" + label + "': choose of " + String.join(", ", labels(all))));
      if (rows.contains(named)) {
        throw new InputException("row '" + label + "': stands there twice");
      }
      rows.add(named);
    }
    return rows;
  }

  /** The names of rows. */
  static List<String> labels(List<? extends Row> rows) {
    return rows.stream().map(Row::label).toList();
  }
}
