package seco.data.split;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import seco.run.ProtocolCard;

/** How the videos of a part differ from those of another list of it. */
final class ListDifference {
  private static final int NAMED = 100;

  private ListDifference() {}

  /**
   * The difference from the same part of other lists; of several splits' parts from the most
   * similar. What one calls val may be test for the other.
   *
   * @return null where there is no such part
   */
  static ProtocolCard.@Nullable Difference of(
      OfficialSplits splits, ListedPart part, @Nullable OfficialSplits others) {
    if (others == null) {
      return null;
    }
    Naming naming = splits.naming();
    return others.parts().stream()
        .filter(other -> mayBeSame(part, other))
        .map(other -> between(naming, part, other, others.dataSet()))
        .min(Comparator.comparingInt(one -> one.missing() + one.extra()))
        .orElse(null);
  }

  private static boolean mayBeSame(ListedPart part, ListedPart other) {
    boolean sameSplit =
        part.split().isEmpty() || other.split().isEmpty() || part.split().equals(other.split());
    return sameSplit && part.part().equals("train") == other.part().equals("train");
  }

  private static ProtocolCard.Difference between(
      Naming naming, ListedPart part, ListedPart other, String dataSet) {
    Map<String, String> ours = names(naming, part);
    Map<String, String> theirs = names(naming, other);
    Set<String> missing = new LinkedHashSet<>(theirs.keySet());
    missing.removeAll(ours.keySet());
    Set<String> extra = new LinkedHashSet<>(ours.keySet());
    extra.removeAll(theirs.keySet());
    return new ProtocolCard.Difference(
        name(other, dataSet),
        other.videos().size(),
        missing.size(),
        extra.size(),
        missing.stream().limit(NAMED).map(key -> theirs.getOrDefault(key, key)).toList(),
        extra.stream().limit(NAMED).map(key -> ours.getOrDefault(key, key)).toList());
  }

  private static Map<String, String> names(Naming naming, ListedPart part) {
    return part.videos().stream()
        .collect(
            Collectors.toMap(
                video -> naming.key(video.name()),
                ListedVideo::name,
                (first, second) -> first,
                LinkedHashMap::new));
  }

  private static String name(ListedPart other, String dataSet) {
    String split = other.split().isEmpty() ? "" : ", split " + other.split();
    List<Path> files = other.sources();
    String file = files.size() == 1 ? " (" + files.get(0).getFileName() + ")" : "";
    return dataSet + split + ", " + other.part() + file;
  }
}
