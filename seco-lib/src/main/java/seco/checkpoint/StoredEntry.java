package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;
import seco.InputException;

/**
 * A file within a zip archive, stored as it is.
 *
 * @param header first byte of its header in the archive
 * @param bytes how long it is
 * @param limit where the archive's directory begins, before which it must end
 * @param checksum its CRC-32
 */
record StoredEntry(String name, long header, long bytes, long limit, long checksum) {
  private static final int HEADER_BYTES = 30;
  private static final int SIGNATURE = 0x04034b50;
  private static final int BEFORE_NAME_LENGTH = 22;
  private static final int PIECE_BYTES = 1 << 18;

  /**
   * Its content, whose checksum has been found right.
   *
   * @throws InputException if it is cut off or damaged
   */
  BoundedInput checked(Path file, FileChannel channel) throws IOException {
    BoundedInput in = new BoundedInput(file, channel, header, limit);
    if (in.remaining() < HEADER_BYTES || in.integer() != SIGNATURE) {
      throw damaged(file);
    }
    in.skip(BEFORE_NAME_LENGTH);
    long start = header + HEADER_BYTES + in.unsignedShort() + in.unsignedShort();
    if (start > limit - bytes) {
      throw damaged(file);
    }
    if (checksumOf(channel, start, file) != checksum) {
      throw new InputException(
          file
              + ": damaged, the checksum of "
              + TorchObjects.printable(name)
              + " is wrong (a file saved without checksums is not read)");
    }
    return new BoundedInput(file, channel, start, start + bytes);
  }

  private long checksumOf(FileChannel channel, long start, Path file) throws IOException {
    CRC32 crc = new CRC32();
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, bytes));
    for (long done = 0; done < bytes; done += piece.limit()) {
      piece.clear().limit((int) Math.min(piece.capacity(), bytes - done));
      while (piece.hasRemaining()) {
        if (channel.read(piece, start + done + piece.position()) < 0) {
          throw damaged(file);
        }
      }
      crc.update(piece.flip());
    }
    return crc.getValue();
  }

  private InputException damaged(Path file) {
    return new InputException(
        file + ": cut off or damaged at " + TorchObjects.printable(name) + " of its archive");
  }
}
