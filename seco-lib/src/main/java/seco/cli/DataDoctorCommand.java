package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.display.DoctorTables;
import seco.display.Tables;
import seco.video.ClassCounts;
import seco.video.Doctor;
import seco.video.DoctorConfig;
import seco.video.DoctorFiles;
import seco.video.DoctorReport;
import seco.video.VideoList;

/** Examines every video of a folder. */
@Command(
    name = "doctor",
    description = {
      "Decodes every video of a folder from its first frame to its last and says what is wrong.",
      "Beside REPORT.json it writes REPORT.videos.csv, a row for each file, and REPORT.clean.txt,"
          + " the list of the sound videos. After an interruption the same command goes on; called"
          + " again later, it opens only files that are new or have changed (what it knows stands"
          + " in REPORT.journal; without that file all are examined again).",
    })
final class DataDoctorCommand extends Subcommand {
  private static final int MOST_WORKERS = 1024;
  private static final int MOST_SECONDS = 1_000_000;

  @Parameters(
      paramLabel = "DIR",
      converter = Options.PathConverter.class,
      description = "Folder with the videos, in folders named as their classes.")
  private Path folder = Path.of("");

  @Option(
      names = "--report",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "FILE.json",
      description = "Where the report is written.")
  private Path report = Path.of("");

  @Option(
      names = "--list",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description =
          "The videos that should be there, a line each: path frames label, the path relative to"
              + " DIR. Other files are named, but not opened.")
  private @Nullable Path list;

  @Option(
      names = "--quick",
      description =
          "Opens each file and reads its header alone; then a clean list needs --list, because"
              + " headers do not tell frames for sure.")
  private boolean quick;

  @Option(
      names = "--least",
      paramLabel = "N",
      description = "Frames without which a video is too short (default ${DEFAULT-VALUE}).")
  private int least = DoctorConfig.standard().leastFrames();

  @Option(
      names = "--strict",
      description = "Flags videos whose shorter edge or rate is not the usual one of the folder.")
  private boolean strict;

  @Option(
      names = "--video-seconds",
      paramLabel = "N",
      description = "Processor time for each video (default: 60 and 2 for each MiB).")
  private int limit;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Videos decoded at the same time (default: the cores).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Override
  void check() {
    Options.requireWithin("--workers", workers, 1, MOST_WORKERS);
    Options.requireAtLeast("--least", least, 1);
    Options.requireWithin("--video-seconds", limit, 0, MOST_SECONDS);
    if (list != null && new DoctorFiles(report).names(list)) {
      throw new InputException("--report " + report + ": would take the place of the list");
    }
  }

  @Override
  Result work(Console console) throws IOException {
    VideoList expected = list == null ? null : VideoList.read(list);
    DoctorConfig config = new DoctorConfig(quick, least, limit, strict);
    DoctorFiles files = new DoctorFiles(report);
    DoctorReport found =
        new Doctor(folder, expected, config).examine(files, workers, console.progress("files", 0));
    return result(found, files);
  }

  private Result result(DoctorReport found, DoctorFiles files) {
    ClassCounts total = found.total();
    Map<String, Integer> verdicts = new TreeMap<>();
    found.verdicts().forEach((verdict, count) -> verdicts.put(verdict.word(), count));
    boolean listed = found.clean() != null;
    return new Result(Tables.text(DoctorTables.byClass(found)) + summary(found, files))
        .with("report", files.report())
        .with("table", files.table())
        .with("cleanList", listed ? files.cleanList() : null)
        .with("cleanListSha256", listed ? found.cleanSha256() : null)
        .with("videos", found.videos().size())
        .with("ok", total.ok())
        .with("flagged", found.videos().size() - total.ok())
        .with("verdicts", verdicts)
        .with("frames", total.frames())
        .with("seconds", total.seconds());
  }

  private String summary(DoctorReport found, DoctorFiles files) {
    String flagged =
        found.verdicts().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().word())
            .collect(Collectors.joining(", "));
    return "%s: %d of %d files ok%s; %s%s"
        .formatted(
            folder,
            found.total().ok(),
            found.videos().size(),
            flagged.isEmpty() ? "" : ", " + flagged,
            files.report(),
            found.clean() == null ? "" : ", clean list " + files.cleanList());
  }
}
