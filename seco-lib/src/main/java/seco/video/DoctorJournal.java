package seco.video;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * What the doctor has found so far, a line each, so that an interrupted doctor goes on and one that
 * is called again opens only what is new. A file that has changed since, by size or time, is new.
 */
final class DoctorJournal implements AutoCloseable {
  private static final Gson GSON = new Gson();
  private static final int VERSION = 1;

  private final Path file;
  private final RandomAccessFile out; // unlike a channel it survives an interrupted thread
  private final Map<String, Line> known = new HashMap<>();

  /** The first line: what the others depend on. */
  private record Head(int version, boolean quick, double limitSeconds) {}

  private record Line(long modified, ExaminedVideo video) {}

  private DoctorJournal(Path file, RandomAccessFile out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens a journal and makes it where it is missing. One of other settings is begun anew.
   *
   * @throws InputException if another doctor is writing it, or a quick one would begin anew what
   *     was found by decoding
   */
  static DoctorJournal open(Path file, DoctorConfig config) throws IOException {
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    try {
      if (!isAlone(out)) {
        throw new InputException(file + ": is being written by another doctor");
      }
      DoctorJournal journal = new DoctorJournal(file, out);
      journal.begin(new Head(VERSION, config.quick(), config.limitSeconds()));
      return journal;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** Holds the file until it is closed. */
  private static boolean isAlone(RandomAccessFile out) throws IOException {
    try {
      return out.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process holds it
    }
  }

  /** Reads the lines of the same settings; a last line that was cut off is dropped. */
  private void begin(Head settings) throws IOException {
    String head = GSON.toJson(settings);
    // Not closed: the system would forget the lock with the first channel that is.
    InputStream bytes = Channels.newInputStream(out.getChannel());
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1));
    long whole = 0;
    String first = lines.readLine();
    if (settings.quick && first != null && isOfDecoding(first)) {
      throw new InputException(
          file
              + ": holds what was found by decoding, which a quick look would replace;"
              + " name another report for it, or delete this file");
    }
    if (head.equals(first)) {
      whole = head.length() + 1L;
      String line = lines.readLine();
      while (line != null && remember(line)) {
        whole += line.length() + 1;
        line = lines.readLine();
      }
    }
    boolean lineEndIsMissing = whole > out.length();
    out.setLength(lineEndIsMissing ? whole - 1 : whole);
    out.seek(out.length());
    if (lineEndIsMissing) {
      out.write('\n');
    } else if (whole == 0) {
      write(head);
    }
  }

  private static boolean isOfDecoding(String head) {
    try {
      Head settings = GSON.fromJson(head, Head.class);
      return settings != null && settings.version == VERSION && !settings.quick;
    } catch (JsonParseException e) {
      return false;
    }
  }

  private boolean remember(String bytes) {
    String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    try {
      Line line = GSON.fromJson(text, Line.class);
      if (line == null || line.video == null || line.video.file() == null) {
        return false;
      }
      known.put(line.video.file(), line);
      return true;
    } catch (JsonParseException e) {
      return false;
    }
  }

  /** What was found of a file, if it has not changed since. */
  @Nullable ExaminedVideo find(String name, long bytes, long modified) {
    Line line = known.get(name);
    return line != null && line.modified == modified && line.video.bytes() == bytes
        ? line.video
        : null;
  }

  /** Appends what was found of a file. */
  synchronized void add(long modified, ExaminedVideo video) throws IOException {
    write(GSON.toJson(new Line(modified, video)));
  }

  private void write(String line) throws IOException {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException(file + ": could not be written (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
