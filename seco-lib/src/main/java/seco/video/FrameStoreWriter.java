package seco.video;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import seco.InputException;
import seco.run.FolderLock;
import seco.run.Hashes;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Workers;

/**
 * Makes a {@link FrameStore}: every video is decoded once, from first frame to last, by one
 * single-threaded decoder per worker.
 *
 * <p>The store is built beside its place, shard by shard, and moved there when it is whole. After
 * an interruption the finished shards are kept, and the same call goes on. Which videos share a
 * shard depends on the list alone, so the bytes do not depend on the number of workers.
 */
public final class FrameStoreWriter {
  private static final int MAXIMUM_VIDEOS_PER_SHARD = 256;
  private static final int MINIMUM_VIDEOS_PER_SHARD = 16;
  private static final int SHARDS_OF_A_SMALL_STORE = 16;

  private final VideoList list;
  private final Path root;
  private final FrameStoreConfig config;
  private final boolean skipDamaged;

  /**
   * @param list the videos
   * @param root the folder to which the list's paths are relative
   * @param skipDamaged leaves damaged videos out and names them, instead of failing at the first
   */
  public FrameStoreWriter(VideoList list, Path root, FrameStoreConfig config, boolean skipDamaged) {
    this.list = list;
    this.root = root;
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
    SafeFile.requireWritable(target);
    requireFiles();
    if (SafeFile.isOccupied(target)) {
      List<OmittedVideo> omitted = present(target);
      progress.at(list.entries().size(), list.entries().size());
      return omitted;
    }
    Path building = prepare(target);
    Path made = SafeFile.firstMissing(building);
    Files.createDirectories(building);
    try (FolderLock lock = FolderLock.take(building)) {
      SafeFile.writeText(building.resolve(Job.FILE), job());
      List<OmittedVideo> omitted = build(building, workers, progress);
      Files.delete(building.resolve(Job.FILE));
      SafeFile.move(building, target);
      return omitted;
    } catch (DamagedVideoException e) {
      SafeFile.undo(building, made); // refused: nothing stays behind
      throw e;
    } finally {
      dropUnlessWorthKeeping(building);
    }
  }

  /** After a failure only finished shards are worth keeping. */
  private static void dropUnlessWorthKeeping(Path building) throws IOException {
    if (!Files.exists(building) || FolderLock.isTaken(building)) {
      return; // moved to its place, or another writer's
    }
    try (Stream<Path> files = Files.list(building)) {
      if (files.anyMatch(file -> file.toString().endsWith(Shard.INDEX_SUFFIX))) {
        return;
      }
    }
    SafeFile.deleteTree(building);
  }

  private List<OmittedVideo> present(Path target) throws IOException {
    Manifest present = Manifest.read(target);
    if (!present.listSha256().equals(list.sha256())
        || !filesSha256().equals(present.filesSha256())
        || !present.config().equals(config)) {
      throw new InputException(
          target
              + ": holds a frame store of another list, other videos or other settings;"
              + " choose another folder");
    }
    try (FrameStore store = FrameStore.open(target)) {
      if (!skipDamaged && !store.omitted().isEmpty()) {
        OmittedVideo first = store.omitted().get(0);
        throw new InputException(where(list.entries().get(first.number())) + first.reason());
      }
      return store.omitted();
    }
  }

  /** Fingerprint of the videos' sizes; the list's fingerprint does not tell folders apart. */
  private String filesSha256() throws IOException {
    StringBuilder sizes = new StringBuilder();
    for (VideoList.Entry entry : list.entries()) {
      Path file = root.resolve(entry.path());
      sizes.append(Files.isRegularFile(file) ? Files.size(file) : -1).append('\n');
    }
    return Hashes.ofText(sizes.toString());
  }

  /** Every path must lie in the root, and there be a file unless damaged ones may be left out. */
  private void requireFiles() {
    Path folder = root.toAbsolutePath().normalize();
    for (VideoList.Entry entry : list.entries()) {
      if (!resolve(folder, entry).normalize().startsWith(folder)) {
        throw new InputException(where(entry) + entry.path() + ": lies outside of " + root);
      }
      Path file = resolve(root, entry);
      if (!skipDamaged && !Files.exists(file)) {
        throw new DamagedVideoException(Verdict.MISSING, where(entry) + file + ": no such file");
      }
    }
  }

  private Path resolve(Path folder, VideoList.Entry entry) {
    try {
      return folder.resolve(entry.path());
    } catch (InvalidPathException e) {
      throw new InputException(where(entry) + "'" + entry.path() + "' is no path", e);
    }
  }

  private String where(VideoList.Entry entry) {
    return list.file() + ", line " + entry.line() + ": ";
  }

  /** What a half-made store belongs to, so that only the same work is continued. */
  private record Job(
      String list, String files, String root, FrameStoreConfig config, boolean skipDamaged) {
    static final String FILE = "job.json";
  }

  private String job() throws IOException {
    String folder = root.toAbsolutePath().toString();
    return new Gson().toJson(new Job(list.sha256(), filesSha256(), folder, config, skipDamaged));
  }

  /** The place where the store is built, without what another work left there. */
  private Path prepare(Path target) throws IOException {
    Path building = SafeFile.beside(target);
    Path file = building.resolve(Job.FILE);
    if (Files.exists(building) && FolderLock.isTaken(building)) {
      throw new InputException(building + ": is being written by another process");
    }
    if (Files.exists(building) && !(Files.exists(file) && Files.readString(file).equals(job()))) {
      SafeFile.deleteTree(building);
    }
    return building;
  }

  private List<OmittedVideo> build(Path folder, int workers, Progress progress) throws IOException {
    List<List<VideoList.Entry>> parts = parts();
    AtomicInteger done = new AtomicInteger();
    Runnable oneMore =
        () -> {
          synchronized (done) {
            progress.at(done.incrementAndGet(), list.entries().size());
          }
        };
    List<Workers.Piece> pieces = new ArrayList<>();
    for (int number = 0; number < parts.size(); number++) {
      int shard = number;
      pieces.add(() -> makeShard(folder, shard, parts.get(shard), oneMore));
    }
    Workers.run(workers, pieces);
    List<Shard> shards = new ArrayList<>();
    for (int number = 0; number < parts.size(); number++) {
      shards.add(Shard.read(folder, number));
    }
    if (shards.stream().allMatch(shard -> shard.videos().isEmpty())) {
      OmittedVideo first = shards.get(0).omitted().get(0);
      throw new DamagedVideoException(
          first.verdict(),
          list.file() + ": every video of the list is damaged, the first: " + first.reason());
    }
    Manifest.of(folder, list.sha256(), filesSha256(), config, shards).write(folder);
    return shards.stream().flatMap(shard -> shard.omitted().stream()).toList();
  }

  /** The list's entries by shard. */
  private List<List<VideoList.Entry>> parts() {
    List<VideoList.Entry> entries = list.entries();
    int share = (entries.size() + SHARDS_OF_A_SMALL_STORE - 1) / SHARDS_OF_A_SMALL_STORE;
    int perShard = Math.max(MINIMUM_VIDEOS_PER_SHARD, Math.min(share, MAXIMUM_VIDEOS_PER_SHARD));
    List<List<VideoList.Entry>> parts = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += perShard) {
      parts.add(entries.subList(from, Math.min(from + perShard, entries.size())));
    }
    return parts;
  }

  private void makeShard(Path folder, int number, List<VideoList.Entry> part, Runnable oneMore)
      throws IOException {
    if (Files.exists(folder.resolve(Shard.index(number)))) {
      part.forEach(entry -> oneMore.run());
      return;
    }
    try (ShardWriter writer = new ShardWriter(folder, number)) {
      for (VideoList.Entry entry : part) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IOException(folder + ": interrupted");
        }
        try {
          writer.add(StoredFrames.decode(root.resolve(entry.path()), entry, config));
        } catch (DamagedVideoException e) {
          String reason = String.valueOf(e.getMessage());
          if (!skipDamaged) {
            throw new DamagedVideoException(e.verdict(), where(entry) + reason, e);
          }
          int at = list.entries().indexOf(entry);
          writer.omit(new OmittedVideo(at, entry.path(), e.verdict(), reason));
        }
        oneMore.run();
      }
      writer.finish();
    }
  }
}
