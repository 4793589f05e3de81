package seco.video;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import seco.run.SafeFile;

/**
 * Pieces of work in a folder that several processes share, on one machine or on many: who creates a
 * piece's claim file has it.
 *
 * <p>Only the creation of a file that must not exist is relied on, neither locks nor clocks of
 * several machines. A worker's sign of life changes every few seconds; a claim is taken over at
 * once if its process was on this machine and has ended, else when the sign has not changed for two
 * minutes of the observer's own time. A worker that was only suspended finds its claim lost.
 */
final class Claims implements AutoCloseable {
  static final String FOLDER = ".workers";
  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final String worker = UUID.randomUUID().toString();
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(Claims::daemon);
  private WorkerSign sign = WorkerSign.ofThisProcess();

  /** A sign of life, and when it was first seen, by this process's clock. */
  private record Sighting(String sign, long nanos) {}

  private Claims(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins to work in a folder.
   *
   * @throws NoSuchFileException if the folder is gone, because the work is finished
   */
  static Claims enter(Path shared) throws IOException {
    Path folder = shared.resolve(FOLDER);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // others are at work, or were
    }
    Claims claims = new Claims(folder);
    Files.writeString(claims.signFile(claims.worker), claims.sign.text());
    long every = BETWEEN_SIGNS.toMillis();
    claims.heart.scheduleAtFixedRate(claims::beat, every, every, TimeUnit.MILLISECONDS);
    return claims;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "seco-sign-of-life");
    thread.setDaemon(true);
    return thread;
  }

  private void beat() {
    sign = sign.next();
    Path fresh = folder.resolve(worker + ".sign");
    try {
      Files.writeString(fresh, sign.text());
      Files.move(fresh, signFile(worker), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // The folder is gone or full: a claim that is lost thereby is noticed by holds().
    }
  }

  private Path signFile(String name) {
    return folder.resolve(name + ".worker");
  }

  private Path claimFile(String piece) {
    return folder.resolve(piece + ".claim");
  }

  /** A name that no other worker has. */
  String worker() {
    return worker;
  }

  /**
   * Takes a piece of work, if it is free or its holder is gone.
   *
   * @throws NoSuchFileException if the folder is gone, because the work is finished
   */
  boolean take(String piece) throws IOException {
    if (create(piece)) {
      return true;
    }
    String holder = read(claimFile(piece));
    if (held.contains(piece) || !isGone(piece, holder)) {
      return false;
    }
    Path lost = folder.resolve(piece + "." + worker + ".lost");
    try {
      Files.move(claimFile(piece), lost, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false; // another was quicker
    }
    Files.delete(lost);
    return create(piece);
  }

  private boolean create(String piece) throws IOException {
    try {
      Files.writeString(claimFile(piece), worker, StandardOpenOption.CREATE_NEW);
      held.add(piece);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Whether the holder of a piece has ended or given no sign for long. */
  private boolean isGone(String piece, String holder) throws IOException {
    String last = holder.isEmpty() ? "" : read(signFile(holder));
    if (!last.isEmpty() && WorkerSign.parse(last).hasEnded()) {
      return true;
    }
    Sighting now = new Sighting(holder + last, System.nanoTime());
    Sighting first =
        sightings.merge(piece, now, (old, fresh) -> old.sign().equals(fresh.sign()) ? old : fresh);
    return now.nanos() - first.nanos() > SILENCE.toNanos();
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Whether a piece that was taken is still this worker's. */
  boolean holds(String piece) throws IOException {
    return held.contains(piece) && read(claimFile(piece)).equals(worker);
  }

  /** Gives a piece back, done or not. */
  void release(String piece) throws IOException {
    if (holds(piece)) {
      Files.deleteIfExists(claimFile(piece));
    }
    held.remove(piece);
  }

  /** Whether any other worker is, or may be, at work in a folder. */
  boolean hasOthers() throws IOException {
    return atWork(folder, worker);
  }

  /** Whether anybody is, or may be, at work in a folder. */
  static boolean atWork(Path shared) throws IOException {
    return atWork(shared.resolve(FOLDER), "");
  }

  private static boolean atWork(Path folder, String except) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".worker")).toList()) {
        String text = file.endsWith(except + ".worker") ? "" : read(file);
        if (!text.isEmpty() && !WorkerSign.parse(text).hasEnded()) {
          return true;
        }
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    return false;
  }

  /** Ends the work of all; nobody can take a piece any more. */
  void finish() throws IOException {
    stopHeart();
    for (int attempt = 0; Files.exists(folder); attempt++) {
      try {
        SafeFile.deleteTree(folder);
      } catch (IOException | java.io.UncheckedIOException e) {
        if (attempt == 100) { // others write their signs there meanwhile
          throw e;
        }
      }
    }
  }

  private void stopHeart() {
    heart.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      heart.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves the work to the others; the last one removes the traces. */
  @Override
  public void close() throws IOException {
    stopHeart();
    for (String piece : Set.copyOf(held)) {
      release(piece);
    }
    Files.deleteIfExists(folder.resolve(worker + ".sign"));
    Files.deleteIfExists(signFile(worker));
    if (Files.isDirectory(folder) && !hasOthers()) {
      finish();
    }
  }
}
