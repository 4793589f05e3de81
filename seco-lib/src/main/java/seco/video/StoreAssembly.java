package seco.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import seco.run.SafeFile;

/**
 * A {@link FrameStore} in a shared folder while others make its shards there: laid out, finished
 * and, if it must be, taken back by one who makes none himself.
 */
public final class StoreAssembly implements AutoCloseable {
  private final StoreParts parts;
  private final Path target;
  private final BuildingSite site;

  private StoreAssembly(StoreParts parts, Path target, BuildingSite site) {
    this.parts = parts;
    this.target = target;
    this.site = site;
  }

  /**
   * Begins a store beside its place, or goes on with one of the same list and settings.
   *
   * @return nothing where the store stands finished
   * @throws seco.InputException if a video is missing, or something else stands there
   */
  public static Optional<StoreAssembly> begin(StoreParts parts, Path target) throws IOException {
    SafeFile.requireWritable(target);
    parts.require();
    if (SafeFile.isOccupied(target)) {
      parts.requireOwn(Manifest.read(target), target.toString());
      BuildingSite.tidy(target);
      return Optional.empty();
    }
    return Optional.of(new StoreAssembly(parts, target, BuildingSite.enter(target, parts.job())));
  }

  /** Where the shards are made. */
  public Path folder() {
    return site.folder();
  }

  /** The numbers of the shards that are not there yet. */
  public List<Integer> missing() {
    return IntStream.range(0, parts.shards()).filter(shard -> !site.has(shard)).boxed().toList();
  }

  /**
   * Moves the store to its place; all shards must be there.
   *
   * @return what it holds
   */
  public StoreParts.Summary finish() throws IOException {
    return site.finish(parts, target);
  }

  /** Whether another process has finished the store meanwhile. */
  public boolean isFinishedByAnother() {
    return site.isFinished() && Files.exists(target.resolve(Manifest.FILE));
  }

  /** Takes everything back; nobody makes shards any more. */
  public void undo() throws IOException {
    site.undo();
  }

  /** Leaves the finished shards for the next who begins. */
  @Override
  public void close() throws IOException {
    site.close();
  }
}
