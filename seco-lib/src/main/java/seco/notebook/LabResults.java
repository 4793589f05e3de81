package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import seco.display.Tables;
import seco.experiment.ClipRetrieval;
import seco.experiment.TrackerResults;
import seco.experiment.table.Means;
import seco.experiment.table.PaperRow;
import seco.experiment.table.PaperTable;
import seco.run.Interval;
import seco.run.RunRecords;

/**
 * The lab's numbers that stand beside the papers' in columns of their own, from the records that
 * are kept with the notebooks. A record that is not there leaves its columns empty.
 *
 * @param folder of the records
 */
public record LabResults(Path folder) {
  private static final String ABSENT = "-";
  private static final String TOP1 = "top1";
  private static final String NOT_RUN = "not run";
  private static final String BIASED = "ablation-desk-bias0.50";
  private static final String BASELINES = BIASED + "-baselines";

  /**
   * The lab's baselines in the place of rows of that name. Its supervised one is not among them: it
   * learns the labels of the lab's own videos, the paper's those of ImageNet.
   */
  private static final Set<String> COMPARED = Set.of("vince", "opn", "rotnet");

  private static final String CLIPS = "dualvar-desk-";
  private static final String BIASED_CLIPS = CLIPS + "bias0.50";
  private static final int[] RANKS = {1, 5, 10, 20, 50};

  /** The lab has no row for it: none of its trainings has other videos than the others. */
  private static final String NONE = "";

  /** The lab's rows by those of the papers in whose place they stand; others have their names. */
  private static final Map<String, String> IN_PLACE =
      Map.of(
          "moco-imagenet", "start",
          "seco", "inter+intra+order",
          "dualvar-moco-ucf101", "moco+sr+tc",
          "dualvar-simclr-ucf101", "simclr+sr+tc",
          "dualvar-simclr-k400", NONE,
          "dualvar", "simclr+sr+tc");

  /** The same of the tasks on clips, which are among DualVar's rows of the lab. */
  private static final Map<String, String> CLIP_TASKS =
      Map.of("3drotnet", "rotnet3d", "cliporder", "clip-order", "vcop", "clip-order");

  private static final Map<String, String> WITH_CLIP_TASKS =
      Stream.of(IN_PLACE, CLIP_TASKS)
          .flatMap(places -> places.entrySet().stream())
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  /**
   * A column of the lab.
   *
   * @param records of its rows
   * @param metric a share
   * @param places the lab's rows in the place of the papers' where they have other names
   */
  private record Column(RunRecords records, String metric, Map<String, String> places) {
    double[] values(String variant) {
      return records.values(variant, metric);
    }

    String variant(PaperRow row) {
      return places.getOrDefault(row.id(), row.id());
    }

    String text(PaperRow row) {
      boolean awaited = row.means() == Means.TRAINED && !variant(row).equals(NONE);
      double[] values = values(variant(row));
      return awaited && values.length == 0 ? NOT_RUN : LabResults.text(values);
    }
  }

  private Column column(String name, String metric) throws IOException {
    Path file = folder.resolve(name + ".csv");
    RunRecords records = Files.exists(file) ? RunRecords.read(file) : new RunRecords(List.of());
    return new Column(records, metric, IN_PLACE);
  }

  /** A record of DualVar's comparison. */
  private Column clips(String name, String metric) throws IOException {
    return new Column(column(name, metric).records(), metric, WITH_CLIP_TASKS);
  }

  /**
   * The ablation at the lab's usual scene bias, the baselines that the table has too, and its tasks
   * on clips.
   */
  private Column biased(PaperTable table) throws IOException {
    String[] compared =
        table.rows().stream().map(PaperRow::id).filter(COMPARED::contains).toArray(String[]::new);
    RunRecords baselines = column(BASELINES, TOP1).records().only(compared);
    String[] tasks =
        table.rows().stream()
            .map(row -> CLIP_TASKS.get(row.id()))
            .filter(Objects::nonNull)
            .toArray(String[]::new);
    RunRecords onClips = column(BIASED_CLIPS, TOP1).records().only(tasks);
    RunRecords all = column(BIASED, TOP1).records().and(baselines).and(onClips);
    return new Column(all, TOP1, WITH_CLIP_TASKS);
  }

  /** What a table's own command has made on the lab, all its rows in one column. */
  private Column chain(PaperTable table, String metric) throws IOException {
    RunRecords all = new RunRecords(List.of());
    for (PaperRow row : table.rows()) {
      Path file = folder.resolve("%s-desk-lab-%s-lab.csv".formatted(table.id(), row.id()));
      if (Files.exists(file)) {
        all = all.and(RunRecords.read(file));
      }
    }
    return new Column(all, metric, Map.of());
  }

  /** The fine-tuning of the ablation's networks, and of Table 3's that see clips. */
  private Column tuned(PaperTable table) throws IOException {
    String[] tasks = CLIP_TASKS.keySet().toArray(String[]::new);
    RunRecords clips = chain(table, TOP1).records().only(tasks);
    return new Column(column("finetuning-desk-lab", TOP1).records().and(clips), TOP1, IN_PLACE);
  }

  /** Records of DualVar's comparison on other videos than the lab's usual ones, by name. */
  private List<String> furtherClips() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith(CLIPS) && name.endsWith(".csv"))
          .map(name -> name.substring(0, name.length() - ".csv".length()))
          .filter(name -> !name.equals(BIASED_CLIPS))
          .sorted()
          .toList();
    }
  }

  private static String heading(String record) {
    String name = record.substring(CLIPS.length());
    return name.startsWith("bias") ? "lab, scene bias " + name.substring("bias".length()) : name;
  }

  private Map<String, Column> columns(PaperTable table) throws IOException {
    Map<String, Column> columns = new LinkedHashMap<>();
    switch (table) {
      case TABLE1 -> {
        columns.put("lab: top-1, scene bias 0.5", biased(table));
        columns.put("lab: top-1, scene bias 0", column("ablation-desk-bias0.00", TOP1));
        String lab = "tracking-desk-lab";
        columns.put("lab: precision", column(lab, TrackerResults.PRECISION_20));
        columns.put("lab: success", column(lab, TrackerResults.SUCCESS_AUC));
        String real = "tracking-desk-otb_mini";
        columns.put("lab's head on 8 of OTB: success", column(real, TrackerResults.SUCCESS_AUC));
      }
      case TABLE2 -> columns.put("lab: top-1, scene bias 0.5", biased(table));
      case TABLE3 -> columns.put("lab: fine-tuned top-1", tuned(table));
      case TABLE4 -> {
        columns.put("lab: fine-tuned top-1", chain(table, TOP1));
        columns.put("lab: linear top-1", clips(BIASED_CLIPS, TOP1));
        for (String record : furtherClips()) {
          columns.put(heading(record) + ": linear top-1", clips(record, TOP1));
        }
      }
      case TABLE5 -> {
        for (int k : RANKS) {
          columns.put("lab: R@" + k, column(BIASED_CLIPS, ClipRetrieval.CENTRED + k));
        }
        for (String record : furtherClips()) {
          columns.put(heading(record) + ": R@1", column(record, ClipRetrieval.CENTRED + 1));
        }
      }
    }
    return columns;
  }

  /** The headings of a table's lab columns. */
  List<String> headings(PaperTable table) throws IOException {
    return List.copyOf(columns(table).keySet());
  }

  /** The lab's numbers in the place of a paper's row, as text. */
  List<String> numbers(PaperTable table, PaperRow row) throws IOException {
    return columns(table).values().stream().map(column -> column.text(row)).toList();
  }

  /** The lab's numbers of one of its rows, as text. */
  List<String> numbers(PaperTable table, String variant) throws IOException {
    return columns(table).values().stream().map(column -> text(column.values(variant))).toList();
  }

  private static String text(double[] values) {
    if (values.length == 0) {
      return ABSENT;
    }
    Interval interval = Interval.of(values);
    return Tables.percent(interval.mean(), interval.halfWidth());
  }

  /** The lab's rows that stand in the place of none of the paper's. */
  Set<String> others(PaperTable table) throws IOException {
    Set<String> others = new LinkedHashSet<>();
    for (Column column : columns(table).values()) {
      others.addAll(column.records().variants());
      table.rows().forEach(row -> others.remove(column.variant(row)));
    }
    return others;
  }

  /** The mean of a row in a table's first lab column, in per cent. */
  OptionalDouble percent(PaperTable table, PaperRow row) throws IOException {
    for (Column first : columns(table).values()) {
      double[] values = first.values(first.variant(row));
      return values.length == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(100 * Interval.of(values).mean());
    }
    return OptionalDouble.empty();
  }
}
