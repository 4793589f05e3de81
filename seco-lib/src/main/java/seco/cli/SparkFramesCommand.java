package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.spark.ClusterConfig;
import seco.spark.FramesJob;
import seco.spark.Place;
import seco.spark.SparkFrames;
import seco.spark.Staging;
import seco.video.StoreParts;

/** Decodes the videos of a list into a frame store, on Spark. */
@Command(
    name = "frames",
    description = {
      "Decodes each video of a list once and keeps its frames in a store, as 'seco frames' does,"
          + " byte for byte; a task makes a shard.",
      "After an interruption the same command goes on.",
    })
final class SparkFramesCommand extends Subcommand {
  @Option(
      names = "--list",
      required = true,
      paramLabel = "FILE|URI",
      description = "The videos, a line each: path frames label.")
  private String list = "";

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR|URI",
      description = "Folder to which the list's paths are relative.")
  private String root = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "STORE|URI",
      description = "Folder of the store; the same store there is left as it is.")
  private String out = "";

  @Mixin private final StoreOptions frames = new StoreOptions();

  @Option(
      names = "--skip-damaged",
      paramLabel = "REPORT|URI",
      description =
          "Leaves out videos that are missing or damaged, names them in this JSON file, and writes"
              + " the list of the others beside it: REPORT without .json, with .clean.txt.")
  private @Nullable String report;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Override
  void check() {
    var unused = job();
    cluster.check();
  }

  private FramesJob job() {
    return new FramesJob(
        new Place(list), new Place(root), new Place(out), frames.config(), report != null);
  }

  @Override
  Result work(Console console) throws IOException {
    ClusterConfig config = cluster.config();
    try (Staging staging = Staging.of(config)) {
      try {
        return make(console, config, staging);
      } catch (InputException e) {
        throw staging.named(e);
      }
    }
  }

  private Result make(Console console, ClusterConfig config, Staging staging) throws IOException {
    Path damage = report == null ? null : damage(new Place(report), staging);
    SparkFrames work = new SparkFrames(job(), config, staging);
    StoreParts.Summary made = work.make(console.progress("videos", 0));
    String clean = null;
    if (damage != null && report != null) {
      new DamageReport(work.list(), made.omitted()).write(damage);
      staging.deliver();
      clean = cleanList(new Place(report));
    }
    return new StoreResult(
            out, made.videos(), made.frames(), made.bytes(), made.sha256(), made.omitted().size())
        .with(report, clean);
  }

  private static String cleanList(Place report) {
    Path beside = DamageReport.cleanList(Path.of(report.text()));
    return report.isRemote()
        ? report.sibling(String.valueOf(beside.getFileName())).text()
        : beside.toString();
  }

  private Path damage(Place place, Staging staging) throws IOException {
    Path clean = DamageReport.cleanList(Path.of(place.text()));
    Path file = staging.out(place, String.valueOf(clean.getFileName()));
    DamageReport.requireWritable(file);
    requireElsewhere(file);
    return file;
  }

  /** Requires that neither list nor store is where the report and the list beside it come. */
  private void requireElsewhere(Path file) {
    for (Path written : new Path[] {file, DamageReport.cleanList(file)}) {
      Place store = new Place(out);
      Place lines = new Place(list);
      if (!store.isRemote() && written.startsWith(store.path())
          || !lines.isRemote() && written.equals(lines.path())) {
        throw new InputException(
            "--skip-damaged " + report + ": " + written + " would take the place of list or store");
      }
    }
  }
}
