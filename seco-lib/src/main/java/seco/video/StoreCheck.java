package seco.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.Hashes;
import seco.run.Progress;
import seco.run.Workers;

/** A store's files compared with its manifest byte by byte, and shards made again. */
public final class StoreCheck {
  private final Path folder;
  private final Manifest manifest;

  private StoreCheck(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Reads a store's manifest; all else of the store may be damaged or missing.
   *
   * @throws InputException if the manifest itself is damaged, or there is none
   */
  public static StoreCheck of(Path folder) throws IOException {
    return new StoreCheck(folder, Manifest.read(folder));
  }

  /** Number of shards. */
  public int shards() {
    return manifest.shardSha256().size();
  }

  /** Fingerprint of list, settings and frames, as the manifest says. */
  public String contentSha256() {
    return manifest.contentSha256();
  }

  /** All frames that the store should hold. */
  public long frames() {
    return manifest.frames();
  }

  /** Videos that the store should hold. */
  public int videos() {
    return manifest.videos();
  }

  /**
   * Reads every byte.
   *
   * @param workers how many shards are read at the same time
   * @return what is wrong, in a sentence that names the file, by the shard's number
   */
  public Map<Integer, String> damages(int workers, Progress progress) throws IOException {
    Map<Integer, String> found = new ConcurrentSkipListMap<>();
    AtomicInteger done = new AtomicInteger();
    List<Workers.Piece> pieces = new ArrayList<>();
    for (int number = 0; number < shards(); number++) {
      int shard = number;
      pieces.add(
          () -> {
            String damage = damage(folder, manifest, shard);
            if (damage != null) {
              found.put(shard, damage);
            }
            synchronized (done) {
              progress.at(done.incrementAndGet(), shards());
            }
          });
    }
    Workers.run(workers, pieces);
    return found;
  }

  /** What is wrong with a shard, in a sentence that names the file; null if nothing is. */
  static @Nullable String damage(Path folder, Manifest manifest, int number) throws IOException {
    String index = damage(folder.resolve(Shard.index(number)), manifest.indexSha256().get(number));
    return index != null
        ? index
        : damage(folder.resolve(Shard.jpegs(number)), manifest.shardSha256().get(number));
  }

  private static @Nullable String damage(Path file, String sha256) throws IOException {
    if (!Files.isRegularFile(file)) {
      return file + ": missing";
    }
    return Hashes.ofFile(file).equals(sha256) ? null : file + ": content differs from the manifest";
  }

  /**
   * Makes shards again from the videos, each to take its place only if it is what it was.
   *
   * @param numbers the shards
   * @param list from which the store was made
   * @param root the folder to which the list's paths are relative
   * @param workers how many shards are made at the same time
   * @throws InputException if list or videos are not those of the store, or a shard comes out
   *     otherwise than the manifest says
   */
  public void repair(
      List<Integer> numbers, VideoList list, Path root, int workers, Progress progress)
      throws IOException {
    VideoFiles files = new VideoFiles(list, root);
    requireSame(files, list, root);
    boolean skipDamaged = manifest.videos() < files.count();
    ShardMaker maker = new ShardMaker(files, manifest.config(), skipDamaged, null);
    ShardLayout layout = maker.layout();
    int total = numbers.stream().mapToInt(n -> layout.end(n) - layout.first(n)).sum();
    VideoCount count = new VideoCount(progress, total);
    List<Workers.Piece> pieces = new ArrayList<>();
    numbers.forEach(number -> pieces.add(() -> remake(number, maker, () -> count.oneOf(number))));
    Workers.run(workers, pieces);
  }

  private void requireSame(VideoFiles files, VideoList list, Path root) throws IOException {
    files.require(false);
    if (!list.sha256().equals(manifest.listSha256())) {
      throw new InputException(folder + ": was not made from the list " + list.file());
    }
    if (!files.sha256(files.count()).equals(manifest.filesSha256())) {
      throw new InputException(folder + ": was not made from the videos of " + root);
    }
    if (new ShardLayout(files.count()).shards() != shards()) {
      throw new InputException(folder + ": its shards hold other videos than they would today");
    }
  }

  private void remake(int number, ShardMaker maker, Runnable oneMore) throws IOException {
    try (ShardWriter writer = new ShardWriter(folder, number, UUID.randomUUID().toString())) {
      maker.make(number, writer, oneMore);
      writer.complete();
      if (!writer.jpegsSha256().equals(manifest.shardSha256().get(number))
          || !writer.indexSha256().equals(manifest.indexSha256().get(number))) {
        throw new InputException(
            folder.resolve(Shard.jpegs(number))
                + ": made again, it differs from the manifest; a video has changed, or the decoder:"
                + " make the frame store anew");
      }
      writer.publish();
    }
  }
}
