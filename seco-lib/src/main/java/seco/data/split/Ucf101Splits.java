package seco.data.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import seco.InputException;
import seco.run.TextLine;

/**
 * The split files of UCF101: {@code classInd.txt} numbers the classes from 1, {@code
 * trainlist01.txt} has {@code Class/video.avi number}, {@code testlist01.txt} has {@code
 * Class/video.avi}.
 */
final class Ucf101Splits {
  private static final String CLASSES = "classInd.txt";
  private static final Pattern GROUP = Pattern.compile("(.+)_g(\\d+)_c\\d+");

  private final Path folder;
  private final ClassNames classes;
  private final SplitCollector collector = new SplitCollector("UCF101", Naming.STEM);

  private Ucf101Splits(Path folder, ClassNames classes) {
    this.folder = folder;
    this.classes = classes;
  }

  /**
   * Reads splits.
   *
   * @param where the files' folder, or the one in which {@code ucfTrainTestlist} lies
   */
  static OfficialSplits read(Path where, List<Integer> numbers) throws IOException {
    Path folder = SplitFolder.with(where, CLASSES, "ucfTrainTestlist");
    Ucf101Splits splits = new Ucf101Splits(folder, classes(folder.resolve(CLASSES)));
    for (int number : numbers) {
      Set<String> train = splits.read("train", number);
      Set<String> test = splits.read("test", number);
      splits.noteShared(train, test, number);
    }
    return splits.collector.finish(splits.classes.names());
  }

  private static ClassNames classes(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    for (TextLine line : TextLine.read(file)) {
      String[] fields = line.text().split("\\s+", 2);
      if (fields.length < 2 || !fields[0].equals(String.valueOf(names.size() + 1))) {
        throw new InputException(
            "%s: '%s', expected '%d Class'"
                .formatted(line.where(file), line.text(), names.size() + 1));
      }
      names.add(fields[1]);
    }
    return ClassNames.of(names);
  }

  /** Reads a file of a split and gives the groups of clips that are in it. */
  private Set<String> read(String part, int number) throws IOException {
    Path file = folder.resolve("%slist%02d.txt".formatted(part, number));
    if (!Files.exists(file)) {
      throw new InputException(file + ": missing; choose the splits that are there with --split");
    }
    PartName name = new PartName(part, String.valueOf(number));
    collector.source(name, file);
    Set<String> groups = new HashSet<>();
    for (TextLine line : TextLine.read(file)) {
      ListedVideo video = video(file, line, part.equals("train"));
      collector.add(name, video);
      Matcher group = GROUP.matcher(Naming.STEM.key(video.name()));
      if (group.matches()) {
        groups.add(group.group(1) + " " + group.group(2));
      }
    }
    return groups;
  }

  private ListedVideo video(Path file, TextLine line, boolean labelled) {
    String[] fields = line.text().split("\\s+");
    if (fields.length > 2 || labelled && fields.length != 2) {
      String form = labelled ? "Class/video.avi number" : "Class/video.avi";
      throw new InputException(
          "%s: '%s', expected '%s'".formatted(line.where(file), line.text(), form));
    }
    int label = classes.number(Naming.folder(fields[0]));
    if (label < 0) {
      throw new InputException(
          "%s: '%s' lies in no class of %s".formatted(line.where(file), fields[0], CLASSES));
    }
    if (fields.length == 2 && !fields[1].equals(String.valueOf(label + 1))) {
      throw new InputException(
          "%s: label '%s' of '%s', which has %d in %s"
              .formatted(line.where(file), fields[1], fields[0], label + 1, CLASSES));
    }
    return new ListedVideo(fields[0], label, file, "line " + line.number());
  }

  private void noteShared(Set<String> train, Set<String> test, int number) {
    Set<String> shared = new HashSet<>(train);
    shared.retainAll(test);
    if (!shared.isEmpty()) {
      String sentence =
          shared.size()
              + " groups of clips from one source video stand in both train and test, unlike in the"
              + " official split";
      collector.note(new PartName("train", String.valueOf(number)), sentence);
      collector.note(new PartName("test", String.valueOf(number)), sentence);
    }
  }
}
