package seco.checkpoint;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a file's names and a network's went together.
 *
 * @param matched the network's names that the file has, of the same shape
 * @param missing the network's names that the file has not, or not in this shape; they keep their
 *     values
 * @param unexpected names of the file that this network has not, or not in this shape
 * @param reshaped the network's names that the file has in another shape
 * @param unused names of the file outside its network: the queue, the optimiser, the slow network,
 *     and the counters of batch norm
 */
public record LoadReport(
    List<String> matched,
    List<String> missing,
    List<String> unexpected,
    List<String> reshaped,
    List<String> unused) {
  private static final int FEW = 16;

  /**
   * The differences that a caller accepts. Each is a name, or the beginning of names if it ends
   * with a dot.
   */
  public record Allowed(List<String> missing, List<String> unexpected, List<String> reshaped) {
    private static final String RESHAPE = "reshape:";
    private static final List<String> HEADS =
        List.of("fc.", "fc_inter.", "fc_intra.", "fc_order.", "fc_order_classifier.");

    /** No difference. */
    public static Allowed nothing() {
      return new Allowed(List.of(), List.of(), List.of());
    }

    /** The trunk alone is required: heads may be missing, and the file's own be left out. */
    public static Allowed trunkOnly() {
      return new Allowed(HEADS, HEADS, List.of());
    }

    /**
     * What a user allows: {@code heads} for {@link #trunkOnly}; names, and beginnings of names that
     * end with a dot, which may be missing or unexpected; and with {@code reshape:} before it what
     * the file has in another shape of as many values.
     */
    public static Allowed of(List<String> words) {
      List<String> names =
          words.stream().filter(w -> !w.equals("heads") && !w.startsWith(RESHAPE)).toList();
      List<String> reshaped =
          words.stream()
              .filter(word -> word.startsWith(RESHAPE))
              .map(word -> word.substring(RESHAPE.length()))
              .toList();
      Allowed named = new Allowed(names, names, reshaped);
      return words.contains("heads") ? named.and(trunkOnly()) : named;
    }

    /** Whether an array of another shape may be read as the network's. */
    boolean reshapes(String name) {
      return covered(name, reshaped);
    }

    /** Whether an array may keep its values, and the file's of its name be left out. */
    boolean leaves(String name) {
      return covered(name, missing) && covered(name, unexpected);
    }

    /** These differences and others. */
    public Allowed and(Allowed other) {
      return new Allowed(
          joined(missing, other.missing),
          joined(unexpected, other.unexpected),
          joined(reshaped, other.reshaped));
    }

    private static List<String> joined(List<String> some, List<String> more) {
      return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    /** MoCo v2 has no classifier of the order of frames; ours keeps its values. */
    public static Allowed moco() {
      return new Allowed(List.of("fc_order_classifier."), List.of(), List.of());
    }
  }

  /** The network's names whose values are the file's: those matched and those reshaped. */
  public List<String> taken() {
    return Stream.concat(matched.stream(), reshaped.stream()).toList();
  }

  /** Counts, and the names where they are few, on one line. */
  public String summary() {
    return "matched %d; missing %s; unexpected %s; reshaped %s; beside the network %d"
        .formatted(matched.size(), few(missing), few(unexpected), few(reshaped), unused.size());
  }

  private static String few(List<String> names) {
    return names.isEmpty() ? "0" : names.size() + " (" + listed(names) + ")";
  }

  private static String listed(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(FEW, names.size())));
    return TorchObjects.printable(some)
        + (names.size() > FEW ? " and " + (names.size() - FEW) + " more" : "");
  }

  /**
   * The same where arrays of another shape that are not to be reshaped are left out on both sides,
   * as far as that is allowed.
   */
  LoadReport settled(Allowed allowed) {
    List<String> left =
        reshaped.stream().filter(n -> !allowed.reshapes(n) && allowed.leaves(n)).toList();
    return new LoadReport(
        matched,
        Allowed.joined(missing, left),
        Allowed.joined(unexpected, left),
        reshaped.stream().filter(name -> !left.contains(name)).toList(),
        unused);
  }

  /** The differences that are not accepted, in words; empty if all are. */
  String refused(Allowed allowed) {
    return words("missing", missing, allowed.missing)
        + words("unexpected", unexpected, allowed.unexpected)
        + words("reshaped", reshaped, allowed.reshaped);
  }

  private static String words(String what, List<String> names, List<String> accepted) {
    List<String> rest = names.stream().filter(name -> !covered(name, accepted)).toList();
    return rest.isEmpty() ? "" : "; " + what + ": " + listed(rest);
  }

  private static boolean covered(String name, List<String> accepted) {
    return accepted.stream().anyMatch(accept -> covers(accept, name));
  }

  private static boolean covers(String accepted, String name) {
    return accepted.equals(name) || (accepted.endsWith(".") && name.startsWith(accepted));
  }
}
