package seco.video;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.SafeFile;

/** The folder beside a store's place in which it is built, by one process or several. */
final class BuildingSite implements AutoCloseable {
  private static final String JOB = "job.json";
  private static final String FINISH = "finish";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Path folder;
  private final @Nullable Path made;
  private final Claims claims;

  private BuildingSite(Path folder, @Nullable Path made, Claims claims) {
    this.folder = folder;
    this.made = made;
    this.claims = claims;
  }

  /**
   * Begins or joins the building of a store. What another job left there is removed.
   *
   * @param job what is built, as text
   * @throws InputException if another job is being done there
   */
  static BuildingSite enter(Path target, String job) throws IOException {
    Path folder = SafeFile.beside(target);
    Path made = SafeFile.firstMissing(folder);
    while (true) {
      if (!Files.isDirectory(folder)) {
        lay(folder, job);
      } else if (isOf(folder, job)) {
        try {
          return new BuildingSite(folder, made, Claims.enter(folder));
        } catch (NoSuchFileException e) {
          return enter(target, job); // it was finished, or left, at this moment
        }
      } else if (Claims.atWork(folder)) {
        throw new InputException(
            folder + ": is being written by another process; if by none, delete it");
      } else {
        clear(folder);
      }
    }
  }

  private static boolean isOf(Path folder, String job) throws IOException {
    try {
      return Files.readString(folder.resolve(JOB)).equals(job);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Makes the folder with its job in it, at once, so that nobody sees it without. */
  private static void lay(Path folder, String job) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID());
    Files.createDirectories(fresh);
    SafeFile.writeText(fresh.resolve(JOB), job);
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      SafeFile.deleteTree(fresh);
      if (!Files.isDirectory(folder)) {
        throw e;
      } // else another was quicker
    }
  }

  private static void clear(Path folder) throws IOException {
    Path old = folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID());
    try {
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return; // another was quicker
    }
    SafeFile.deleteTree(old);
  }

  Path folder() {
    return folder;
  }

  Claims claims() {
    return claims;
  }

  /** Whether the store is finished, and moved to its place or about to be. */
  boolean isFinished() {
    return !Files.isDirectory(folder.resolve(Claims.FOLDER));
  }

  /** Whether a shard is whole. */
  boolean has(int shard) {
    return Files.exists(folder.resolve(Shard.index(shard)));
  }

  /** Moves the store to its place when all shards are there, or waits until another has. */
  StoreParts.Summary finish(StoreParts parts, Path target) throws IOException {
    while (!claims.take(FINISH)) {
      rest();
    }
    ShardIndex reading = new ShardIndex();
    for (int number = 0; number < parts.shards(); number++) {
      Shard.read(folder, number, reading); // refuses what is not whole
    }
    StoreParts.Summary made = parts.join(folder);
    moveTo(target);
    return made;
  }

  /** Waits for a moment, for what another process does. */
  static void rest() throws IOException {
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  /** Moves the finished store to its place, where an earlier one may stand. */
  private void moveTo(Path target) throws IOException {
    claims.finish();
    removeScraps();
    Path replaced = replaced(target);
    if (SafeFile.isOccupied(target)) {
      SafeFile.deleteTree(replaced);
      SafeFile.move(target, replaced);
    }
    SafeFile.move(folder, target);
    tidy(target);
  }

  private static Path replaced(Path target) {
    return target.resolveSibling(target.getFileName() + ".replaced");
  }

  /** Removes from a finished store's place what a process killed at that moment left there. */
  static void tidy(Path target) throws IOException {
    Files.deleteIfExists(target.resolve(JOB));
    if (Files.exists(replaced(target).resolve(Manifest.FILE))) {
      SafeFile.deleteTree(replaced(target));
    }
  }

  /** What killed workers left. */
  private void removeScraps() throws IOException {
    for (Path file : files()) {
      if (file.toString().endsWith(ShardWriter.PARTIAL_SUFFIX)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Takes back everything that this process made, unless others are at work too. */
  void undo() throws IOException {
    claims.close();
    if (!Claims.atWork(folder)) {
      SafeFile.undo(folder, made);
    }
  }

  /** Leaves; after a failure of the last worker only finished shards are worth keeping. */
  @Override
  public void close() throws IOException {
    claims.close();
    if (!Files.exists(folder) || Claims.atWork(folder)) {
      return; // moved to its place, or others go on
    }
    if (files().stream().noneMatch(file -> file.toString().endsWith(Shard.INDEX_SUFFIX))) {
      SafeFile.deleteTree(folder);
    }
  }
}
