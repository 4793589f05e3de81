package seco.data.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the file of a listed video in the doctor's table. */
final class FoundVideos {
  private static final String REPLACEMENTS = "replacement";

  private final Naming naming;
  private final ClassNames classes;
  private final Set<String> kept;
  private final Map<String, List<DoctorsTable.Row>> byKey = new HashMap<>();

  /**
   * @param kept the verdicts with which a file may be listed, besides that it is sound
   */
  FoundVideos(DoctorsTable table, OfficialSplits splits, Set<String> kept) {
    naming = splits.naming();
    classes = ClassNames.of(splits.classes());
    this.kept = kept;
    for (DoctorsTable.Row row : table.rows()) {
      byKey.computeIfAbsent(naming.key(row.file()), made -> new ArrayList<>()).add(row);
    }
  }

  /** Whether a file may be listed. */
  boolean isSound(DoctorsTable.Row row) {
    return row.verdict().equals(DoctorsTable.SOUND) || kept.contains(row.verdict());
  }

  /**
   * The file that holds a video. Of several, one in the folder that the list names, then a sound
   * one, then one that lies among the replacements of damaged files, then the first.
   */
  Optional<DoctorsTable.Row> of(ListedVideo video) {
    String folder = Naming.folder(video.name());
    String stem = Naming.stem(video.name());
    return byKey.getOrDefault(naming.key(video.name()), List.of()).stream()
        .filter(row -> naming.fits(video.name(), row.file()))
        .filter(row -> !isOfAnotherClass(row, folder))
        .min(
            Comparator.comparing((DoctorsTable.Row row) -> !isIn(row, folder))
                .thenComparing(row -> !isSound(row))
                .thenComparing(row -> !row.file().contains(REPLACEMENTS))
                .thenComparing(row -> !Naming.stem(row.file()).equals(stem)));
  }

  private boolean isIn(DoctorsTable.Row row, String folder) {
    return !folder.isEmpty() && classes.isSame(folder, row.className());
  }

  /** Names of videos may repeat in other classes; ids and whole paths do not. */
  private boolean isOfAnotherClass(DoctorsTable.Row row, String folder) {
    return naming == Naming.STEM
        && classes.number(folder) >= 0
        && classes.number(row.className()) >= 0
        && classes.number(folder) != classes.number(row.className());
  }
}
