package seco.data.archive;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * What was unpacked of one archive into one folder, a line each, written before the file is moved
 * to its place. A process may end at any moment; a line that it did not finish does not count.
 */
final class Journal implements Closeable {
  private static final String ARCHIVE = "archive";
  private static final String FILE = "file";
  private static final String INNER = "inner";
  private static final String DONE = "done";

  /**
   * A file that was unpacked.
   *
   * @param owner number of the inner archive from which it came, or -1
   */
  record Entry(int owner, long bytes, long crc) {}

  /** What a whole pass left. */
  record Done(int files, int leftOut, int inner, long bytes) {}

  /**
   * By what an archive is known again.
   *
   * @param listing hash of all names, sizes and sums
   */
  record Identity(long bytes, long modified, String listing) {}

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> inner = new HashSet<>();
  private final Map<String, Done> done = new HashMap<>();
  private @Nullable Identity identity;
  private @Nullable FileOutputStream out;

  private Journal(Path file) {
    this.file = file;
  }

  /** Reads what was noted before; nothing is made yet. */
  static Journal read(Path file) throws IOException {
    Journal journal = new Journal(file);
    if (Files.exists(file)) {
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n') + 1;
      for (String line : text.substring(0, end).lines().toList()) {
        journal.look(line);
      }
    }
    return journal;
  }

  private void look(String line) {
    try {
      String[] w = line.split(" ", 5);
      switch (w[0]) {
        case ARCHIVE -> identity = new Identity(Long.parseLong(w[1]), Long.parseLong(w[2]), w[3]);
        case FILE ->
            entries.put(
                w[4],
                new Entry(Integer.parseInt(w[1]), Long.parseLong(w[2]), Long.parseLong(w[3], 16)));
        case INNER -> inner.add(w[1] + " " + w[2]);
        case DONE -> {
          String[] n = w[4].split(" ");
          int leftOut = Integer.parseInt(w[3]);
          done.put(
              w[1],
              new Done(
                  Integer.parseInt(w[2]), leftOut, Integer.parseInt(n[0]), Long.parseLong(n[1])));
        }
        default -> throw new IllegalArgumentException(w[0]);
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new InputException(
          file + ": damaged at '" + line + "'; delete it, what is unpacked is then compared anew",
          e);
    }
  }

  /** Whether an archive has the size and the time of the one that was unpacked. */
  boolean isOf(long bytes, long modified) {
    return identity != null && identity.bytes() == bytes && identity.modified() == modified;
  }

  /** What a whole pass with a selection left, or null if there was none. */
  @Nullable Done done(String selection) {
    return done.get(selection);
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /**
   * Requires that no other archive was unpacked under the name before.
   *
   * @param label the archive, for the message
   */
  void requireSame(String label, String listing) {
    if (identity != null && !entries.isEmpty() && !identity.listing().equals(listing)) {
      throw new InputException(
          ("%s: is not the archive of %d bytes that was unpacked here before; unpack it into another"
                  + " folder, or delete %s and what was unpacked")
              .formatted(label, identity.bytes(), file));
    }
  }

  /** Goes on, or begins, to note. */
  void begin(Identity now) throws IOException {
    cutUnfinishedLine();
    out = new FileOutputStream(file.toFile(), true);
    if (!now.equals(identity)) {
      identity = now;
      append(String.join(" ", ARCHIVE, "" + now.bytes(), "" + now.modified(), now.listing()));
    }
  }

  private void cutUnfinishedLine() throws IOException {
    if (Files.exists(file)) {
      byte[] text = Files.readAllBytes(file);
      int end = text.length;
      while (end > 0 && text[end - 1] != '\n') {
        end--;
      }
      try (FileOutputStream whole = new FileOutputStream(file.toFile(), true)) {
        whole.getChannel().truncate(end);
      }
    }
  }

  private void append(String line) throws IOException {
    if (out == null) {
      throw new IllegalStateException("not begun");
    }
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new NotWrittenException(file + ": could not be written (" + e.getMessage() + ")", e);
    }
  }

  /** Notes a file that is whole and will now be moved to its place. */
  void add(Plan.Planned file, int owner) throws IOException {
    Entry entry = new Entry(owner, file.member().bytes(), file.member().crc());
    entries.put(file.path().toString(), entry);
    String crc = Long.toHexString(entry.crc());
    append(String.join(" ", FILE, "" + owner, "" + entry.bytes(), crc, file.path().toString()));
  }

  /** Notes a file that stands there whole. */
  void addIfAbsent(Plan.Planned file, int owner) throws IOException {
    if (!entries.containsKey(file.path().toString())) {
      add(file, owner);
    }
  }

  /** The size of a file that was noted; -1 if none was. */
  long bytes(String path) {
    Entry entry = entries.get(path);
    return entry == null ? -1 : entry.bytes();
  }

  /** Whether a file was noted as one of an inner archive, or of none. */
  boolean wrote(String path, int owner) {
    Entry entry = entries.get(path);
    return entry != null && entry.owner() == owner;
  }

  /** Notes an inner archive of which all is unpacked. */
  void addInner(int number, String selection) throws IOException {
    inner.add(number + " " + selection);
    append(String.join(" ", INNER, "" + number, selection));
  }

  boolean hasInner(int number, String selection) {
    return inner.contains(number + " " + selection);
  }

  /** The files of an inner archive. */
  List<String> filesOf(int number) {
    return entries.keySet().stream().filter(path -> wrote(path, number)).toList();
  }

  /** Notes that all is unpacked. */
  void addDone(String selection, Done now) throws IOException {
    done.put(selection, now);
    append(
        String.join(
            " ",
            DONE,
            selection,
            "" + now.files(),
            "" + now.leftOut(),
            now.inner() + " " + now.bytes()));
    if (out != null) {
      out.getFD().sync();
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
