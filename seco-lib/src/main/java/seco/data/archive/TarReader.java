package seco.data.archive;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tar archives, compressed or not. The format has no check sum for the content, so the list is made
 * by reading everything, which also verifies the compression's own sums before anything is written.
 */
final class TarReader implements ArchiveReader {
  /** What may stand between two members: headers, long names, attributes. */
  private static final long MOST_HEADER_BYTES = 1 << 20;

  /** What may follow the end mark. */
  private static final long MOST_BYTES_AFTER = 64 << 20;

  private final Path file;
  private final ArchiveKind kind;

  TarReader(Path file, ArchiveKind kind) {
    this.file = file;
    this.kind = kind;
  }

  private TarStream open() throws IOException {
    InputStream raw = new FileInputStream(file.toFile());
    try {
      return new TarStream(new Limited(kind.decompressed(raw)));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  @Override
  public List<Member> members(Guard guard) throws IOException {
    List<Member> members = new ArrayList<>();
    try (TarStream tar = open()) {
      for (TarArchiveEntry entry = tar.next(); entry != null; entry = tar.next()) {
        long bytes = entry.isSparse() ? entry.getRealSize() : entry.getSize();
        guard.announce(bytes);
        CRC32 crc = new CRC32();
        long read = new CheckedInputStream(tar, crc).transferTo(OutputStream.nullOutputStream());
        String obstacle = obstacle(tar, entry);
        if (obstacle == null && !entry.isDirectory() && read != bytes) {
          throw new IOException("cut off within '" + entry.getName() + "'");
        }
        members.add(new Member(name(entry), entry.isDirectory(), read, crc.getValue(), obstacle));
      }
      tar.requireEnd();
    }
    return members;
  }

  /** The stream decodes bytes as Latin-1, which keeps them; names in attributes are given. */
  private static String name(TarArchiveEntry entry) {
    String name = entry.getName();
    boolean bytes = name.chars().allMatch(c -> c <= 0xFF);
    return bytes
        ? NameBytes.decode(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)
        : name;
  }

  private static @Nullable String obstacle(TarStream tar, TarArchiveEntry entry) {
    if (entry.isSymbolicLink()) {
      return "is a symbolic link";
    }
    if (entry.isLink()) {
      return "is a hard link";
    }
    if (entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO()) {
      return "is a device or the like";
    }
    return tar.canReadEntryData(entry) ? null : "has a form that cannot be read";
  }

  @Override
  public void contents(List<Member> members, IntPredicate wanted, Receiver receiver)
      throws IOException {
    int last = members.size() - 1;
    while (last >= 0 && !wanted.test(last)) {
      last--;
    }
    try (TarStream tar = open()) {
      for (int i = 0; i <= last; i++) {
        if (tar.next() == null) {
          throw new IOException("became shorter while it was read");
        }
        if (wanted.test(i)) {
          receiver.receive(i, tar::transferTo);
        }
      }
    }
  }

  /** Knows whether the end mark came, and looks at every header's sum. */
  private static final class TarStream extends TarArchiveInputStream {
    private final Limited limited;
    private boolean endSeen;

    TarStream(Limited in) {
      super(in, StandardCharsets.ISO_8859_1.name());
      limited = in;
    }

    @Override
    protected boolean isEOFRecord(byte @Nullable [] record) {
      boolean end = super.isEOFRecord(record);
      endSeen |= end && record != null;
      return end;
    }

    @Nullable TarArchiveEntry next() throws IOException {
      if (getCurrentEntry() != null) {
        transferTo(OutputStream.nullOutputStream());
      }
      limited.allow(MOST_HEADER_BYTES + 1024, "more than 1 MiB of names and attributes in a row");
      TarArchiveEntry entry = getNextEntry();
      limited.allow(Long.MAX_VALUE, "");
      if (entry != null && !entry.isCheckSumOK()) {
        throw new IOException("the header of '" + entry.getName() + "' has a wrong check sum");
      }
      return entry;
    }

    /** Requires the end mark, and reads what follows it, where a compression's sums stand. */
    void requireEnd() throws IOException {
      if (!endSeen) {
        throw new IOException("cut off, its end mark is missing");
      }
      limited.allow(MOST_BYTES_AFTER, "more than 64 MiB follow its end mark");
      limited.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Gives no more bytes than are allowed. */
  private static final class Limited extends FilterInputStream {
    private long allowed = Long.MAX_VALUE;
    private String otherwise = "";

    Limited(InputStream in) {
      super(in);
    }

    void allow(long bytes, String otherwise) {
      allowed = bytes;
      this.otherwise = otherwise;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      return (int) counted(super.read(bytes, from, count));
    }

    @Override
    public long skip(long count) throws IOException {
      return counted(super.skip(count));
    }

    private long counted(long read) throws IOException {
      if (read > 0 && allowed != Long.MAX_VALUE) {
        allowed -= read;
        if (allowed < 0) {
          throw new IOException(otherwise);
        }
      }
      return read;
    }
  }
}
