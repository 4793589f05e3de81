package seco.video;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import seco.InputException;
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
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final int LOOKS_FOR_A_MOVE = 50;
  private static final String FINISH = "finish";

  private final VideoFiles files;
  private final FrameStoreConfig config;
  private final boolean skipDamaged;

  /**
   * @param list the videos
   * @param root the folder to which the list's paths are relative
   * @param skipDamaged leaves damaged videos out and names them, instead of failing at the first
   */
  public FrameStoreWriter(VideoList list, Path root, FrameStoreConfig config, boolean skipDamaged) {
    this.files = new VideoFiles(list, root);
    this.config = config;
    this.skipDamaged = skipDamaged;
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
    files.require(!skipDamaged);
    EarlierStore earlier = null;
    if (SafeFile.isOccupied(target)) {
      earlier = append && !isWhole(target) ? EarlierStore.open(target, files, config) : null;
      if (earlier == null) {
        return present(target, progress);
      }
    }
    try (EarlierStore source = earlier) {
      if (source != null) {
        requireAllowed(source.omitted());
      }
      return build(target, workers, source, progress);
    }
  }

  private List<OmittedVideo> build(
      Path target, int workers, @Nullable EarlierStore earlier, Progress progress)
      throws IOException {
    ShardMaker maker = new ShardMaker(files, config, skipDamaged, earlier);
    try (BuildingSite site = BuildingSite.enter(target, job())) {
      try {
        makeShards(site, maker, workers, progress);
        finish(site, maker.layout(), target);
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
      rest();
    }
    return false;
  }

  /** Whether the store of this list stands at its place. */
  private boolean isWhole(Path target) throws IOException {
    return Files.exists(target.resolve(Manifest.FILE))
        && Manifest.read(target).listSha256().equals(files.list().sha256());
  }

  private List<OmittedVideo> present(Path target, Progress progress) throws IOException {
    Manifest present = Manifest.read(target);
    if (!present.listSha256().equals(files.list().sha256())
        || !files.sha256(files.count()).equals(present.filesSha256())
        || !present.config().equals(config)) {
      throw new InputException(
          target
              + ": holds a frame store of another list, other videos or other settings;"
              + " choose another folder");
    }
    BuildingSite.tidy(target);
    try (FrameStore store = FrameStore.open(target)) {
      requireAllowed(store.omitted());
      progress.at(files.count(), files.count());
      return store.omitted();
    }
  }

  private void requireAllowed(List<OmittedVideo> omitted) {
    if (!skipDamaged && !omitted.isEmpty()) {
      OmittedVideo first = omitted.get(0);
      throw new InputException(files.where(files.entry(first.number())) + first.reason());
    }
  }

  /** What a half-made store belongs to, so that only the same work is continued. */
  private record Job(String list, String files, FrameStoreConfig config, boolean skipDamaged) {}

  private String job() throws IOException {
    String list = files.list().sha256();
    return new Gson().toJson(new Job(list, files.sha256(files.count()), config, skipDamaged));
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
        rest();
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

  private static void rest() throws IOException {
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  /** Moves the store to its place when all shards are there, or waits until another has. */
  private void finish(BuildingSite site, ShardLayout layout, Path target) throws IOException {
    while (!site.claims().take(FINISH)) {
      rest();
    }
    List<Shard> shards = new ArrayList<>();
    ShardIndex reading = new ShardIndex();
    for (int number = 0; number < layout.shards(); number++) {
      shards.add(Shard.read(site.folder(), number, reading));
    }
    if (shards.stream().allMatch(shard -> shard.videos().isEmpty())) {
      OmittedVideo first = shards.get(0).omitted().get(0);
      throw new DamagedVideoException(
          first.verdict(),
          files.list().file()
              + ": every video of the list is damaged, the first: "
              + first.reason());
    }
    Manifest.of(site.folder(), files.list().sha256(), files.sha256(files.count()), config, shards)
        .write(site.folder());
    site.moveTo(target);
  }
}
