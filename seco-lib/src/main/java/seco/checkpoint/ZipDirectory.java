package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;

/**
 * The directory at the end of a zip archive, also of one over 4 GB. Only entries stored as they are
 * are accepted, as PyTorch writes them, so no small file becomes a large one.
 */
final class ZipDirectory {
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int END = 0x06054b50;
  private static final int END_OF_LARGE = 0x06064b50;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LARGE_FIELD = 1;
  private static final long IN_LARGE_FIELD = 0xFFFF_FFFFL;
  private static final int MOST_ENTRIES = 1_000_000;
  private static final int LONGEST_NAME = 1000;

  private final Path file;
  private final FileChannel channel;
  private final long fileBytes;

  private ZipDirectory(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.fileBytes = channel.size();
  }

  /** All entries that are no folders. */
  static List<StoredEntry> read(Path file, FileChannel channel) throws IOException {
    return new ZipDirectory(file, channel).entries();
  }

  private InputException damaged(String reason) {
    return new InputException(file + ": damaged zip archive, " + reason);
  }

  private BoundedInput at(long position) {
    if (position < 0 || position > fileBytes) {
      throw damaged("it points beyond its end");
    }
    return new BoundedInput(file, channel, position, fileBytes);
  }

  private List<StoredEntry> entries() throws IOException {
    long end = findEnd();
    Place place = place(end);
    if (place.count < 0 || place.count > MOST_ENTRIES || place.start < 0 || place.start > end) {
      throw damaged("its directory is not where it must be");
    }
    BoundedInput in = new BoundedInput(file, channel, place.start, end);
    List<StoredEntry> entries = new ArrayList<>();
    long total = 0;
    for (long i = 0; i < place.count; i++) {
      StoredEntry entry = entry(in, place.start);
      total += entry.bytes();
      if (total > fileBytes) {
        throw damaged("its entries are larger than itself");
      }
      if (!entry.name().endsWith("/")) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The directory: where it starts and how many entries it has. */
  private record Place(long start, long count) {}

  private long findEnd() throws IOException {
    long from = Math.max(0, fileBytes - END_BYTES - LONGEST_COMMENT);
    byte[] bytes = at(from).bytes(fileBytes - from);
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = bytes.length - END_BYTES; i >= 0; i--) {
      int comment = Short.toUnsignedInt(tail.getShort(i + END_BYTES - Short.BYTES));
      if (tail.getInt(i) == END && i + END_BYTES + comment == bytes.length) {
        return from + i;
      }
    }
    throw new InputException(file + ": cut off, the zip archive has no end");
  }

  private Place place(long end) throws IOException {
    if (end >= LOCATOR_BYTES) {
      BoundedInput locator = at(end - LOCATOR_BYTES);
      if (locator.integer() == LOCATOR) {
        locator.skip(Integer.BYTES);
        return placeOfLarge(at(locator.longInteger()));
      }
    }
    BoundedInput in = at(end + 8);
    in.skip(Short.BYTES);
    int count = in.unsignedShort();
    in.skip(Integer.BYTES);
    return new Place(in.unsignedInteger(), count);
  }

  private Place placeOfLarge(BoundedInput in) throws IOException {
    if (in.integer() != END_OF_LARGE) {
      throw damaged("its directory is not where it must be");
    }
    in.skip(28);
    long count = in.longInteger();
    in.skip(Long.BYTES);
    return new Place(in.longInteger(), count);
  }

  private StoredEntry entry(BoundedInput in, long limit) throws IOException {
    if (in.remaining() < ENTRY_BYTES || in.integer() != ENTRY) {
      throw damaged("an entry of its directory is missing");
    }
    in.skip(4);
    int flags = in.unsignedShort();
    int method = in.unsignedShort();
    in.skip(4);
    long checksum = in.unsignedInteger();
    long compressed = in.unsignedInteger();
    long bytes = in.unsignedInteger();
    int nameLength = in.unsignedShort();
    int extraLength = in.unsignedShort();
    int commentLength = in.unsignedShort();
    in.skip(8);
    long header = in.unsignedInteger();
    if (nameLength > LONGEST_NAME) {
      throw damaged("a name of " + nameLength + " letters");
    }
    String name = new String(in.bytes(nameLength), StandardCharsets.UTF_8);
    long[] sizes = large(in, extraLength, bytes, compressed, header);
    in.skip(commentLength);
    if (method != 0 || sizes[0] != sizes[1] || (flags & 1) != 0) {
      throw new InputException(
          file + ": " + TorchObjects.printable(name) + " is compressed, as torch.save never does");
    }
    if (sizes[0] < 0 || sizes[2] < 0 || sizes[2] > limit || sizes[0] > limit - sizes[2]) {
      throw damaged("an entry reaches beyond its end");
    }
    return new StoredEntry(name, sizes[2], sizes[0], limit, checksum);
  }

  /** Size, compressed size and place; those too large for 32 bits stand in a field of their own. */
  private static long[] large(BoundedInput in, int extraLength, long... small) throws IOException {
    long[] values = small.clone();
    long end = in.position() + extraLength;
    while (end - in.position() >= 4) {
      int field = in.unsignedShort();
      long fieldEnd = in.unsignedShort() + in.position();
      for (int i = 0; i < values.length && field == LARGE_FIELD; i++) {
        if (small[i] == IN_LARGE_FIELD && fieldEnd - in.position() >= Long.BYTES) {
          values[i] = in.longInteger();
        }
      }
      in.skip(Math.min(fieldEnd, end) - in.position());
    }
    in.skip(end - in.position());
    return values;
  }
}
