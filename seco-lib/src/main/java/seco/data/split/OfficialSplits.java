package seco.data.split;

import java.util.List;

/**
 * Who belongs to which part of a data set.
 *
 * @param dataSet its name, as in {@code UCF101}
 * @param naming how a file's name tells which video it holds
 * @param classes names of the classes by label; empty where the files have only numbers
 * @param parts all parts that were read
 */
public record OfficialSplits(
    String dataSet, Naming naming, List<String> classes, List<ListedPart> parts) {
  public OfficialSplits {
    classes = List.copyOf(classes);
    parts = List.copyOf(parts);
  }

  /** Number of classes, by their names or the highest label. */
  int classCount() {
    int highest = -1;
    for (ListedPart part : parts) {
      for (ListedVideo video : part.videos()) {
        highest = Math.max(highest, video.label());
      }
    }
    return classes.isEmpty() ? highest + 1 : classes.size();
  }
}
