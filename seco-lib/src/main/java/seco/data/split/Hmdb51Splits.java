package seco.data.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import seco.InputException;
import seco.run.TextLine;

/**
 * The split files of HMDB51: {@code CLASS_test_split1.txt} with lines {@code video.avi MARK}, the
 * mark being 1 for training, 2 for testing, 0 for neither. The classes are numbered alphabetically.
 */
final class Hmdb51Splits {
  private static final Pattern FILE = Pattern.compile("(.+)_test_split([123])\\.txt");

  private final SplitCollector collector = new SplitCollector("HMDB51", Naming.STEM);

  private Hmdb51Splits() {}

  /**
   * Reads splits.
   *
   * @param where the files' folder, or the one in which {@code testTrainMulti_7030_splits} lies
   */
  static OfficialSplits read(Path where, List<Integer> numbers) throws IOException {
    List<Path> files =
        SplitFolder.files(
            where,
            List.of("testTrainMulti_7030_splits"),
            file -> FILE.matcher(file.getFileName().toString()).matches(),
            "files CLASS_test_split1.txt; name the folder of the split files");
    Map<Integer, Map<String, Path>> bySplit = new TreeMap<>();
    TreeSet<String> classes = new TreeSet<>();
    for (Path file : files) {
      Matcher name = FILE.matcher(file.getFileName().toString());
      if (name.matches()) {
        classes.add(name.group(1));
        bySplit
            .computeIfAbsent(Integer.valueOf(name.group(2)), made -> new TreeMap<>())
            .put(name.group(1), file);
      }
    }
    Hmdb51Splits splits = new Hmdb51Splits();
    ClassNames numbered = ClassNames.of(List.copyOf(classes)).sorted();
    for (int number : numbers) {
      splits.read(number, numbered, bySplit.getOrDefault(number, Map.of()), files.get(0));
    }
    return splits.collector.finish(numbered.names());
  }

  private void read(int number, ClassNames classes, Map<String, Path> files, Path any)
      throws IOException {
    int unused = 0;
    for (String name : classes.names()) {
      Path file = files.get(name);
      if (file == null) {
        Path missing = any.resolveSibling(name + "_test_split" + number + ".txt");
        throw new InputException(missing + ": missing; choose whole splits with --split");
      }
      unused += read(file, number, name, classes.number(name));
    }
    for (String part : List.of("train", "test")) {
      PartName name = new PartName(part, String.valueOf(number));
      collector.note(name, unused + " videos of the split's files are marked 0, for neither part");
    }
  }

  /** Reads a class's file and gives the number of its unused videos. */
  private int read(Path file, int number, String className, int label) throws IOException {
    int unused = 0;
    String split = String.valueOf(number);
    collector.source(new PartName("train", split), file);
    collector.source(new PartName("test", split), file);
    for (TextLine line : TextLine.read(file)) {
      String[] fields = line.text().split("\\s+(?=\\S+$)");
      String mark = fields.length == 2 ? fields[1] : "";
      String name = className + "/" + fields[0];
      ListedVideo video = new ListedVideo(name, label, file, "line " + line.number());
      switch (mark) {
        case "0" -> unused++;
        case "1" -> collector.add(new PartName("train", split), video);
        case "2" -> collector.add(new PartName("test", split), video);
        default ->
            throw new InputException(
                line.where(file) + ": '" + line.text() + "', expected 'video.avi 0', 1 or 2");
      }
    }
    return unused;
  }
}
