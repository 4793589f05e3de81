package seco.checkpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the trained network stands among a checkpoint's names: {@code state_dict.module.encoder_q.}
 * in MoCo, {@code model.module.} in SeCo, nothing in torchvision.
 */
final class NetworkPrefix {
  /** What MoCo calls the network that is trained. */
  static final String QUERY = "encoder_q.";

  private static final String FIRST = "conv1.weight";
  private static final List<String> BESIDE = List.of("bn1.weight", "layer1.0.conv1.weight");

  /** Slow copies and optimiser states of the network. */
  private static final Pattern COPIES =
      Pattern.compile("(^|\\.)(encoder_k|momentum|model_ema|ema|sgd)\\.");

  /** What training programs save beside the network. */
  private static final Pattern COMPANIONS =
      Pattern.compile(
          "(^|\\.)(encoder_k|momentum|model_ema|ema|sgd|optimi[sz]er\\w*|(lr_)?schedulers?|scaler|amp"
              + "|contrast\\w*|memory\\w*|queue\\w*|num_batches_tracked)(\\.|$)");

  private NetworkPrefix() {}

  /** Whether a name is of an optimiser, a queue, a slow copy, or a counter. */
  static boolean isCompanion(String name) {
    return COMPANIONS.matcher(name).find();
  }

  /** What stands before the names of the residual network; nothing where there is none. */
  static Optional<String> of(Set<String> names) {
    return names.stream()
        .filter(name -> name.endsWith(FIRST))
        .map(name -> name.substring(0, name.length() - FIRST.length()))
        .filter(prefix -> BESIDE.stream().allMatch(name -> names.contains(prefix + name)))
        .min(Comparator.comparingInt(NetworkPrefix::rank));
  }

  private static int rank(String prefix) {
    if (prefix.endsWith(QUERY)) {
      return 0;
    }
    return COPIES.matcher(prefix).find() ? 2 : 1;
  }
}
