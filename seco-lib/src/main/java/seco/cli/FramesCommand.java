package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.run.ProtocolCard;
import seco.run.SafeFile;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.OmittedVideo;
import seco.video.VideoList;

/** Decodes the videos of a list into a frame store. */
@Command(
    name = "frames",
    description = {
      "Decodes each video of a list once and keeps its frames in a store.",
      "The store is built beside its place and moved there when it is whole; after an interruption"
          + " the same command goes on.",
    })
final class FramesCommand extends Subcommand {
  private static final int MAXIMUM_WORKERS = 1024;

  @Option(
      names = "--list",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "The videos, a line each: path frames label.")
  private Path list = Path.of("");

  @Option(
      names = "--root",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder to which the list's paths are relative.")
  private Path root = Path.of("");

  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Folder of the store; the same store there is left as it is.")
  private Path out = Path.of("");

  @Option(
      names = "--frames",
      paramLabel = "all|N",
      description = "Frames kept of each video, spread evenly over it (default all).")
  private String frames = "all";

  @Option(
      names = "--edge",
      paramLabel = "PIXELS",
      description = "Shorter edge of the kept frames, never enlarged (default 256).")
  private int edge = 256;

  @Option(names = "--quality", paramLabel = "N", description = "JPEG quality 1..100 (default 95).")
  private int quality = 95;

  @Option(
      names = "--skip-damaged",
      converter = Options.PathConverter.class,
      paramLabel = "REPORT",
      description =
          "Leaves out videos that are missing or damaged, names them in this JSON file, and writes"
              + " the list of the others beside it: REPORT without .json, with .clean.txt.")
  private @Nullable Path report;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Videos decoded at the same time (default: the cores).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Override
  void check() {
    config();
    Options.requireWithin("--workers", workers, 1, MAXIMUM_WORKERS);
    if (report != null) {
      requireElsewhere(report);
      requireElsewhere(DamageReport.cleanList(report));
    }
  }

  private void requireElsewhere(Path file) {
    Path place = file.toAbsolutePath();
    if (place.equals(list.toAbsolutePath()) || place.startsWith(out.toAbsolutePath())) {
      throw new InputException(
          "--skip-damaged " + report + ": " + file + " would take the place of the list or store");
    }
  }

  private FrameStoreConfig config() {
    Options.requireWithin("--edge", edge, 8, 4096);
    Options.requireWithin("--quality", quality, 1, 100);
    return new FrameStoreConfig(framesPerVideo(), edge, quality);
  }

  private int framesPerVideo() {
    if (frames.equals("all")) {
      return 0;
    }
    try {
      int number = Integer.parseInt(frames);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the message below names the value
    }
    throw new InputException("--frames '" + frames + "': must be 'all' or a number from 1");
  }

  @Override
  Result work(Console console) throws IOException {
    VideoList videos = VideoList.read(list);
    if (!Files.isDirectory(root)) {
      throw new InputException("--root " + root + ": no such folder");
    }
    if (report != null) {
      DamageReport.requireWritable(report);
    }
    SafeFile.requireWritable(out);
    FrameStoreWriter writer = new FrameStoreWriter(videos, root, config(), report != null);
    Optional<ProtocolCard> card = ProtocolCard.beside(list, videos.sha256());
    List<OmittedVideo> omitted = writer.write(out, workers, console.progress("videos", 0));
    if (card.isPresent()) {
      card.get().writeInto(out);
    }
    if (report != null) {
      new DamageReport(videos, omitted).write(report);
    }
    try (FrameStore store = FrameStore.open(out)) {
      return result(store, omitted.size());
    }
  }

  private Result result(FrameStore store, int omitted) {
    String left = omitted == 0 ? "" : ", " + omitted + " damaged videos left out";
    return new Result(out + ": " + store.frames() + " frames of " + store.size() + " videos" + left)
        .with("store", out)
        .with("videos", store.size())
        .with("frames", store.frames())
        .with("bytes", store.bytes())
        .with("sha256", store.contentSha256())
        .with("omitted", omitted)
        .with("report", report)
        .with("cleanList", report == null ? null : DamageReport.cleanList(report));
  }
}
