package seco.data.fetch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.SafeFile;

/**
 * What is there of a file so far: {@code FILE.part}, and beside it {@code FILE.part.json}, which
 * says where it came from. It survives the end of the process, and it has one writer at a time.
 */
final class Part implements Closeable {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path target;
  private final Path file;
  private final Path sidecar;
  private final RandomAccessFile out;
  private @Nullable Origin origin;

  private Part(Path target, RandomAccessFile out) throws IOException {
    this.target = target;
    this.out = out;
    file = file(target);
    sidecar = sidecar(target);
    origin = readOrigin();
  }

  private static Path file(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  private static Path sidecar(Path target) {
    return target.resolveSibling(target.getFileName() + ".part.json");
  }

  /**
   * Takes the part of a file, an empty one if there is none.
   *
   * @throws InputException if somebody else is writing it
   */
  static Part open(Path target) throws IOException {
    SafeFile.createParent(target);
    RandomAccessFile out = new RandomAccessFile(file(target).toFile(), "rw");
    try {
      if (!isLocked(out)) {
        throw new InputException(target + ": is being fetched by somebody else now");
      }
      return new Part(target, out);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  private static boolean isLocked(RandomAccessFile out) throws IOException {
    try {
      return out.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another part of this process
    }
  }

  private @Nullable Origin readOrigin() throws IOException {
    if (!Files.exists(sidecar)) {
      return null;
    }
    try {
      Origin read = GSON.fromJson(Files.readString(sidecar), Origin.class);
      return read == null || read.url() == null ? null : read;
    } catch (JsonParseException e) {
      return null; // then nothing is known of the part, and it is begun anew
    }
  }

  /** Bytes that are there. */
  long size() throws IOException {
    return out.length();
  }

  /** Where they came from; null if there are none or that is not known. */
  @Nullable Origin origin() {
    return origin;
  }

  /** Drops what is there; what follows comes from a server's file. */
  void begin(Origin next) throws IOException {
    try {
      out.setLength(0);
      SafeFile.writeText(sidecar, GSON.toJson(next) + "\n");
    } catch (IOException e) {
      throw new DiskException(Http.reason(e), e);
    }
    origin = next;
  }

  /** Drops what is there. */
  void clear() throws IOException {
    out.setLength(0);
    Files.deleteIfExists(sidecar);
    origin = null;
  }

  /** Adds bytes at the end. */
  void append(byte[] bytes, int count) throws IOException {
    try {
      out.seek(out.length());
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw new DiskException(
          file
              + ": could not be written ("
              + Http.reason(e)
              + "); what is there stays, and the"
              + " same command goes on from it",
          e);
    }
  }

  /** Brings everything to the disk. */
  void sync() throws IOException {
    try {
      out.getFD().sync();
    } catch (IOException e) {
      throw new DiskException(file + ": could not be written (" + Http.reason(e) + ")", e);
    }
  }

  /** The file itself, for reading. */
  Path file() {
    return file;
  }

  /** Gives the whole file its place. */
  void finish() throws IOException {
    sync();
    out.close();
    SafeFile.move(file, target);
    Files.deleteIfExists(sidecar);
  }

  /** Releases the part; an empty one leaves nothing behind. */
  @Override
  public void close() throws IOException {
    if (!out.getChannel().isOpen()) {
      return;
    }
    boolean empty = out.length() == 0;
    out.close();
    if (empty) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(sidecar);
    }
  }
}
