package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.data.split.DoctorsTable;
import seco.data.split.MadeList;
import seco.data.split.OfficialSplits;
import seco.data.split.SplitForm;
import seco.data.split.VideoLists;
import seco.run.SafeFile;
import seco.video.Verdict;

/** Makes the lists of a data set from its split files and the doctor's table. */
@Command(
    name = "list",
    description = {
      "Makes the lists of a data set, of the videos that are there and sound, and beside each a"
          + " card that says which protocol it follows and how much of it is there.",
      "Lists are named by part and split: train1.txt, test1.txt; train.txt and val.txt where there"
          + " is one split; all.txt of class folders that nobody has split.",
    })
final class DataListCommand extends Subcommand {
  private static final String FOLDERS = "folders";

  @Parameters(
      paramLabel = "ucf101|hmdb51|kinetics400|activitynet|authors|folders",
      description =
          "Whose split files they are: a data set's own, the authors' lists (path frames label), or"
              + " none, each folder being a class.")
  private String form = "";

  @Option(
      names = "--splits",
      converter = Options.PathConverter.class,
      paramLabel = "DIR|FILE",
      description = "The split files, or their folder; authors' roots are joined with #.")
  private @Nullable Path splits;

  @Option(
      names = "--split",
      paramLabel = "1|2|3|all",
      description = "Which split, where there are three (default all).")
  private String split = "all";

  @Option(
      names = "--videos",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "REPORT.videos.csv",
      description = "The doctor's table of the videos; its folder is the lists' root.")
  private Path videos = Path.of("");

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "VERDICT",
      description =
          "Lists videos of this verdict too, such as count-mismatch; else only sound ones are.")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--compare",
      paramLabel = "FORM=DIR|FILE",
      description =
          "Other lists of the same videos, such as authors=DIR; the cards state the difference.")
  private @Nullable String compare;

  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the lists; the same lists there are left as they are.")
  private Path out = Path.of("");

  @Override
  void check() {
    boolean folders = form.equals(FOLDERS);
    boolean several = !folders && form("", form).hasSeveralSplits();
    if (folders != (splits == null)) {
      throw new InputException(
          folders
              ? "--splits " + splits + ": class folders have no split files"
              : "--splits: name the split files of " + form);
    }
    if (!several && !split.equals("all")) {
      throw new InputException("--split " + split + ": " + form + " has only one");
    }
    if (folders && compare != null) {
      throw new InputException("--compare " + compare + ": class folders have no parts to compare");
    }
    var unused = numbers();
    if (compare != null) {
      var unusedToo = compared(compare);
    }
    Set<String> known = Arrays.stream(Verdict.values()).map(Verdict::word).collect(sorted());
    for (String verdict : keep) {
      if (!known.contains(verdict)) {
        throw new InputException("--keep '" + verdict + "': choose of " + known);
      }
    }
    SafeFile.requireWritable(out);
  }

  private static java.util.stream.Collector<String, ?, Set<String>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static SplitForm form(String option, String word) {
    for (SplitForm form : SplitForm.values()) {
      if (form.word().equals(word)) {
        return form;
      }
    }
    List<String> words =
        Stream.concat(Arrays.stream(SplitForm.values()).map(SplitForm::word), Stream.of(FOLDERS))
            .toList();
    throw new InputException(option + "'" + word + "': choose of " + String.join(", ", words));
  }

  private List<Integer> numbers() {
    if (split.equals("all")) {
      return SplitForm.SPLITS;
    }
    List<Integer> chosen =
        SplitForm.SPLITS.stream().filter(number -> split.equals(number.toString())).toList();
    if (chosen.isEmpty()) {
      throw new InputException("--split '" + split + "': choose 1, 2, 3 or all");
    }
    return chosen;
  }

  /** Form and place of the lists to compare with. */
  private static Map.Entry<SplitForm, Path> compared(String value) {
    int sign = value.indexOf('=');
    if (sign < 0 || sign == value.length() - 1) {
      throw new InputException("--compare '" + value + "': expected FORM=DIR, such as authors=DIR");
    }
    SplitForm form = form("--compare ", value.substring(0, sign));
    return Map.entry(form, new Options.PathConverter().convert(value.substring(sign + 1)));
  }

  @Override
  Result work(Console console) throws IOException {
    DoctorsTable table = DoctorsTable.read(videos);
    List<MadeList> made = lists(table).write(out);
    String text = made.stream().map(MadeList::summary).collect(Collectors.joining("\n"));
    return new Result(text)
        .with("out", out)
        .with("videos", table.rows().size())
        .with("lists", made.stream().map(DataListCommand::values).toList());
  }

  private VideoLists lists(DoctorsTable table) throws IOException {
    Path place = splits;
    if (place == null) {
      return VideoLists.ofFolders(table, Set.copyOf(keep));
    }
    OfficialSplits read = form("", form).read(place, numbers());
    OfficialSplits other = null;
    if (compare != null) {
      Map.Entry<SplitForm, Path> lists = compared(compare);
      other = lists.getKey().read(lists.getValue(), SplitForm.SPLITS);
    }
    return new VideoLists(read, table, Set.copyOf(keep), other);
  }

  private static Map<String, Object> values(MadeList made) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("list", made.written() ? made.file().toString() : "");
    values.put("split", made.card().split());
    values.put("part", made.card().part());
    values.put("sha256", made.card().listSha256());
    values.put("official", made.card().counts().official());
    values.put("listed", made.card().counts().listed());
    values.put("unlabelled", made.card().counts().unlabelled());
    values.put("present", made.card().counts().present());
    values.put("missing", made.card().counts().missing());
    values.put("damaged", made.card().counts().damaged());
    values.put("leftOut", made.card().counts().leftOut());
    values.put("written", made.card().counts().written());
    values.put("classes", made.card().counts().classes());
    return values;
  }
}
