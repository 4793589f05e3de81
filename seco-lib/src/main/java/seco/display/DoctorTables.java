package seco.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import seco.video.ClassCounts;
import seco.video.DoctorReport;
import seco.video.ExaminedVideo;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the doctor found in a folder of videos, as tables. */
public final class DoctorTables {
  private DoctorTables() {}

  /**
   * A row for each class and one for all. Each file is counted in {@code ok} or in one of {@code
   * missing} to {@code other}; the columns behind are remarks on the sound videos. Columns without
   * a count are left out.
   */
  public static Table byClass(DoctorReport report) {
    List<ClassCounts> counts = new ArrayList<>(report.classes());
    counts.add(report.total());
    String usual =
        String.format(
            Locale.ROOT,
            "shorter edge usually %d pixels, rate usually %s frames/s",
            report.usual().shortEdge(),
            Tables.text(report.usual().rate()));
    Table table = Table.create(report.folder().getFileName() + ": " + usual);
    table.addColumns(
        StringColumn.create("class", counts.stream().map(DoctorTables::name).toList()));
    add(table, "present", counts, ClassCounts::present);
    add(table, "ok", counts, ClassCounts::ok);
    addUnlessNone(table, "missing", counts, ClassCounts::missing);
    addUnlessNone(table, "not listed", counts, ClassCounts::notListed);
    addUnlessNone(table, "corrupt", counts, ClassCounts::corrupt);
    addUnlessNone(table, "too short", counts, ClassCounts::tooShort);
    addUnlessNone(table, "duplicate", counts, ClassCounts::duplicates);
    addUnlessNone(table, "other", counts, ClassCounts::other);
    addUnlessNone(table, "odd size", counts, ClassCounts::oddSize);
    addUnlessNone(table, "odd rate", counts, ClassCounts::oddRate);
    addUnlessNone(table, "under " + DoctorReport.CLIP_FRAMES, counts, ClassCounts::belowClip);
    add(table, "frames", counts, ClassCounts::frames);
    add(table, "minutes", counts, c -> Math.round(c.seconds() / 60));
    return table;
  }

  private static String name(ClassCounts counts) {
    return counts.className().isEmpty() ? "(top)" : counts.className();
  }

  private static void addUnlessNone(
      Table table, String name, List<ClassCounts> rows, ToLongFunction<ClassCounts> value) {
    if (rows.stream().anyMatch(row -> value.applyAsLong(row) != 0)) {
      add(table, name, rows, value);
    }
  }

  private static void add(
      Table table, String name, List<ClassCounts> rows, ToLongFunction<ClassCounts> value) {
    table.addColumns(LongColumn.create(name, rows.stream().mapToLong(value).toArray()));
  }

  /** A row for each file that is left out, with the reason. */
  public static Table flagged(DoctorReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (ExaminedVideo video : report.flagged()) {
      rows.add(List.of(video.file(), video.word(), video.detail()));
    }
    return Tables.of("left out", List.of("file", "verdict", "detail"), rows);
  }

  /**
   * How long the sound videos are: for each class the share of its videos that are at most so long.
   *
   * @param most classes that are drawn, the first by name
   */
  public static XYChart lengths(DoctorReport report, int most) {
    Map<String, List<ExaminedVideo>> classes =
        report.sound().stream()
            .collect(
                Collectors.groupingBy(ExaminedVideo::className, TreeMap::new, Collectors.toList()));
    List<Line> lines = new ArrayList<>();
    classes.forEach((name, videos) -> lines.add(lengths(name, videos)));
    return Charts.lines(
        "How long the videos are",
        "seconds",
        "per cent of the class that are at most so long",
        lines.subList(0, Math.min(most, lines.size())));
  }

  private static Line lengths(String name, List<ExaminedVideo> videos) {
    double[] seconds =
        DoubleStream.concat(
                DoubleStream.of(0), videos.stream().mapToDouble(ExaminedVideo::seconds).sorted())
            .toArray();
    double[] percent = new double[seconds.length];
    Arrays.setAll(percent, i -> 100.0 * i / videos.size());
    return Line.of(name.isEmpty() ? "(top)" : name, seconds, percent);
  }
}
