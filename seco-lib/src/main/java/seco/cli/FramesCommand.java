package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.SafeFile;
import seco.video.FrameStore;
import seco.video.FrameStoreWriter;
import seco.video.OmittedVideo;
import seco.video.VideoList;

/** Decodes the videos of a list into a frame store. */
@Command(
    name = "frames",
    description = {
      "Decodes each video of a list once and keeps its frames in a store.",
      "The store is built beside its place and moved there when it is whole; after an interruption"
          + " the same command goes on. Several processes or machines that see the folder may run"
          + " the same command at the same time: each takes shards that no other has, and those of"
          + " a process that was killed.",
    })
final class FramesCommand extends Subcommand {
  private static final int MAXIMUM_WORKERS = 1024;

  @Option(
      names = "--list",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "The videos, a line each: path frames label.")
  private @Nullable Path list;

  @Option(
      names = "--root",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder to which the list's paths are relative.")
  private @Nullable Path root;

  @Option(
      names = "--out",
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Folder of the store; the same store there is left as it is.")
  private @Nullable Path out;

  @Mixin private final StoreOptions frames = new StoreOptions();

  @Option(
      names = "--skip-damaged",
      converter = Options.PathConverter.class,
      paramLabel = "REPORT",
      description =
          "Leaves out videos that are missing or damaged, names them in this JSON file, and writes"
              + " the list of the others beside it: REPORT without .json, with .clean.txt.")
  private @Nullable Path report;

  @Option(
      names = "--append",
      description =
          "Takes the frames of the store that stands at --out, made from the first videos of the"
              + " list, and decodes the others only.")
  private boolean append;

  @Option(
      names = "--verify",
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Makes nothing; reads every byte of this store and names what is damaged.")
  private @Nullable Path verify;

  @Option(
      names = "--repair",
      description = "With --verify, --list and --root: makes damaged or missing shards again.")
  private boolean repair;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Videos decoded at the same time (default: the cores).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Override
  void check() {
    var unused = frames.config();
    Options.requireWithin("--workers", workers, 1, MAXIMUM_WORKERS);
    if (verify != null) {
      checkVerification();
      return;
    }
    if (repair) {
      throw new InputException("--repair: is a part of --verify STORE");
    }
    Path store = given("--out", out);
    given("--root", root);
    given("--list", list);
    if (report != null) {
      requireElsewhere(report, store);
      requireElsewhere(DamageReport.cleanList(report), store);
    }
  }

  private void checkVerification() {
    if (out != null || append || report != null) {
      throw new InputException(
          "--verify " + verify + ": makes no store, --out, --append and --skip-damaged do");
    }
    if (repair) {
      given("--list", list);
      given("--root", root);
    }
  }

  private static Path given(String name, @Nullable Path value) {
    if (value == null) {
      throw new InputException("Missing required option: '" + name + "'");
    }
    return value;
  }

  private void requireElsewhere(Path file, Path store) {
    Path place = file.toAbsolutePath();
    Path lines = given("--list", list).toAbsolutePath();
    if (place.equals(lines) || place.startsWith(store.toAbsolutePath())) {
      throw new InputException(
          "--skip-damaged " + report + ": " + file + " would take the place of the list or store");
    }
  }

  @Override
  Result work(Console console) throws IOException {
    if (verify != null) {
      return new StoreVerification(verify, workers).work(console, repair ? videos() : null, root);
    }
    VideoList videos = videos();
    Path store = given("--out", out);
    if (report != null) {
      DamageReport.requireWritable(report);
    }
    SafeFile.requireWritable(store);
    FrameStoreWriter writer =
        new FrameStoreWriter(videos, given("--root", root), frames.config(), report != null);
    Optional<ProtocolCard> card = ProtocolCard.beside(videos.file(), videos.sha256());
    Progress progress = console.progress("videos", 0);
    List<OmittedVideo> omitted =
        append ? writer.append(store, workers, progress) : writer.write(store, workers, progress);
    if (card.isPresent()) {
      card.get().writeInto(store);
    }
    if (report != null) {
      new DamageReport(videos, omitted).write(report);
    }
    try (FrameStore made = FrameStore.open(store)) {
      return result(made, omitted.size());
    }
  }

  private VideoList videos() throws IOException {
    VideoList videos = VideoList.read(given("--list", list));
    if (!Files.isDirectory(given("--root", root))) {
      throw new InputException("--root " + root + ": no such folder");
    }
    return videos;
  }

  private Result result(FrameStore store, int omitted) {
    Path clean = report == null ? null : DamageReport.cleanList(report);
    return new StoreResult(
            store.folder(),
            store.size(),
            store.frames(),
            store.bytes(),
            store.contentSha256(),
            omitted)
        .with(report, clean);
  }
}
