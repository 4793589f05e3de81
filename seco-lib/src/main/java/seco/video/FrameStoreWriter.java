package seco.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Workers;

/**
 * Makes a {@link FrameStore}: every video is decoded once, from first frame to last, by one
 * single-threaded decoder per worker.
 *
 * <p>The store is built beside its place, shard by shard, and moved there when it is whole. Any
 * number of processes, on any number of machines that see the folder, may do the same call at the
 * same time: each takes shards that nobody has, does again those of a process that was killed, and
 * returns when the store is whole. After an interruption the finished shards are kept, and the same
 * call goes on. Which videos share a shard depends on the list alone, so the bytes depend neither
 * on the number of workers nor on what befell them.
 */
public final class FrameStoreWriter {
  private static final int LOOKS_FOR_A_MOVE = 50;

  private final VideoFiles files;
  private final StoreParts parts;

  /**
   * @param list the videos
   * @param root the folder to which the list's paths are relative
   * @param skipDamaged leaves damaged videos out and names them, instead of failing at the first
   */
  public FrameStoreWriter(VideoList list, Path root, FrameStoreConfig config, boolean skipDamaged) {
    files = new VideoFiles(list, root);
    parts = new StoreParts(files, config, skipDamaged);
  }

  /**
   * Makes the store.
   *
   * @param target the store's folder; a store of the same list and settings there is left as it is
   * @param workers how many videos are decoded at the same time
   *     <p>A damaged video leaves nothing behind; after any other failure what is finished is kept
   *     for the next call.
   * @return the videos that were left out, in the list's order; empty unless they may be
   * @throws InputException if a video is missing or damaged, or another store stands there
   */
  public List<OmittedVideo> write(Path target, int workers, Progress progress) throws IOException {
    return write(target, workers, false, progress);
  }

  /**
   * Makes the store out of one that stands there and holds the first videos of the list: their
   * frames are taken over, only the other videos are decoded. The result is the store that {@link
   * #write} would make, byte for byte; until it is whole the former one stands.
   *
   * @param target the store's folder; where nothing stands, the store is made as by {@link #write}
   * @param workers how many videos are decoded at the same time
   * @return the videos that were left out, in the list's order; empty unless they may be
   * @throws InputException if a video is missing or damaged, or the store there has other settings
   *     or is not of the list's beginning
   */
  public List<OmittedVideo> append(Path target, int workers, Progress progress) throws IOException {
    return write(target, workers, true, progress);
  }

  private List<OmittedVideo> write(Path target, int workers, boolean append, Progress progress)
      throws IOException {
    SafeFile.requireWritable(target);
    parts.require();
    EarlierStore earlier = null;
    if (SafeFile.isOccupied(target)) {
      earlier =
          append && !isWhole(target) ? EarlierStore.open(target, files, parts.config()) : null;
      if (earlier == null) {
        return present(target, progress);
      }
    }
    try (EarlierStore source = earlier) {
      if (source != null) {
        parts.requireAllowed(source.omitted());
      }
      return build(target, workers, source, progress);
    }
  }

  private List<OmittedVideo> build(
      Path target, int workers, @Nullable EarlierStore earlier, Progress progress)
      throws IOException {
    ShardMaker maker = new ShardMaker(files, parts.config(), parts.skipsDamaged(), earlier);
    try (BuildingSite site = BuildingSite.enter(target, parts.job())) {
      try {
        makeShards(site, maker, workers, progress);
        site.finish(parts, target);
      } catch (DamagedVideoException e) {
        site.undo(); // refused: nothing stays behind
        throw e;
      } catch (IOException e) {
        if (!site.isFinished() || !isWholeSoon(target)) {
          throw e;
        } // else another process has finished the store meanwhile
      }
    }
    return present(target, Progress.SILENT);
  }

  /** Whether the store of this list stands at its place, or is being moved there. */
  private boolean isWholeSoon(Path target) throws IOException {
    for (int look = 0; look < LOOKS_FOR_A_MOVE; look++) {
      if (isWhole(target)) {
        return true;
      }
      BuildingSite.rest();
    }
    return false;
  }

  /** Whether the store of this list stands at its place. */
  private boolean isWhole(Path target) throws IOException {
    return Files.exists(target.resolve(Manifest.FILE))
        && Manifest.read(target).listSha256().equals(files.list().sha256());
  }

  private List<OmittedVideo> present(Path target, Progress progress) throws IOException {
    parts.requireOwn(Manifest.read(target), target.toString());
    BuildingSite.tidy(target);
    try (FrameStore store = FrameStore.open(target)) {
      parts.requireAllowed(store.omitted());
      progress.at(files.count(), files.count());
      return store.omitted();
    }
  }

  /** Has every shard made, by this process or another; returns when all are there. */
  private void makeShards(BuildingSite site, ShardMaker maker, int workers, Progress progress)
      throws IOException {
    VideoCount count = new VideoCount(progress, files.count());
    List<Integer> open = new ArrayList<>();
    for (int number = 0; number < maker.layout().shards(); number++) {
      open.add(number);
    }
    while (true) {
      open.removeIf(
          number -> site.has(number) && count.finished(number, videosOf(maker.layout(), number)));
      if (open.isEmpty()) {
        return;
      }
      AtomicBoolean worked = new AtomicBoolean();
      List<Workers.Piece> pieces = new ArrayList<>();
      for (int number : open) {
        pieces.add(
            () -> {
              if (takeAndMake(site, maker, number, () -> count.oneOf(number))) {
                worked.set(true);
              }
            });
      }
      Workers.run(workers, pieces);
      if (!worked.get()) {
        BuildingSite.rest();
      }
    }
  }

  private static int videosOf(ShardLayout layout, int shard) {
    return layout.end(shard) - layout.first(shard);
  }

  /** Makes a shard if nobody has it in hand; whether it did. */
  private static boolean takeAndMake(
      BuildingSite site, ShardMaker maker, int number, Runnable oneMore) throws IOException {
    Claims claims = site.claims();
    String piece = "%05d".formatted(number);
    if (site.has(number) || !claims.take(piece)) {
      return false;
    }
    try {
      if (site.has(number)) {
        return true;
      }
      if (maker.link(number, site.folder())) {
        IntStream.range(0, videosOf(maker.layout(), number)).forEach(video -> oneMore.run());
        return true;
      }
      try (ShardWriter writer = new ShardWriter(site.folder(), number, claims.worker())) {
        maker.make(number, writer, oneMore);
        writer.complete();
        if (claims.holds(piece)) { // else this process was silent for long, another does it
          writer.publish();
        }
      }
    } finally {
      claims.release(piece);
    }
    return true;
  }
}
