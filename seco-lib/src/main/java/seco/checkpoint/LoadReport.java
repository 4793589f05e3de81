package seco.checkpoint;

import java.util.List;

/**
 * How a file's names and a network's went together.
 *
 * @param matched the network's names that the file has, of the same shape
 * @param missing the network's names that the file has not; they keep their values
 * @param unexpected names of the file's network that this network has not
 * @param reshaped the network's names that the file has in another shape
 * @param unused names of the file outside its network, such as a queue or an optimiser, and the
 *     counters of batch norm
 */
public record LoadReport(
    List<String> matched,
    List<String> missing,
    List<String> unexpected,
    List<String> reshaped,
    List<String> unused) {

  /**
   * The differences that a caller accepts. Each is a name, or the beginning of names if it ends
   * with a dot.
   */
  public record Allowed(List<String> missing, List<String> unexpected, List<String> reshaped) {
    private static final List<String> HEADS =
        List.of("fc.", "fc_inter.", "fc_intra.", "fc_order.", "fc_order_classifier.");

    /** No difference. */
    public static Allowed nothing() {
      return new Allowed(List.of(), List.of(), List.of());
    }

    /** The trunk alone is taken: the heads keep their values, the file's own head is left out. */
    public static Allowed trunkOnly() {
      return new Allowed(HEADS, List.of("fc."), List.of());
    }

    /** MoCo v2 has no classifier of the order of frames; ours keeps its values. */
    public static Allowed moco() {
      return new Allowed(List.of("fc_order_classifier."), List.of(), List.of());
    }
  }

  /** The differences that are not accepted, in words; empty if all are. */
  String refused(Allowed allowed) {
    return words("missing", missing, allowed.missing)
        + words("unexpected", unexpected, allowed.unexpected)
        + words("reshaped", reshaped, allowed.reshaped);
  }

  private static String words(String what, List<String> names, List<String> accepted) {
    List<String> rest =
        names.stream()
            .filter(name -> accepted.stream().noneMatch(accept -> covers(accept, name)))
            .toList();
    return rest.isEmpty()
        ? ""
        : "; " + what + ": " + TorchObjects.printable(String.join(", ", rest));
  }

  private static boolean covers(String accepted, String name) {
    return accepted.equals(name) || (accepted.endsWith(".") && name.startsWith(accepted));
  }
}
