package seco.data.archive;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * Takes the content of a member: writes, counts and sums it. It remembers its own failure, because
 * what stands between it and the archive wraps or swallows exceptions.
 */
final class MemberSink extends OutputStream {
  private final Member member;
  private final Path file;
  private final Budget budget;
  private final CRC32 crc = new CRC32();
  private final FileOutputStream out; // not a channel: an interrupted thread would find it closed
  private long written;
  private @Nullable Exception failure;

  MemberSink(Member member, Path file, Budget budget) throws IOException {
    this.member = member;
    this.file = file;
    this.budget = budget;
    try {
      out = new FileOutputStream(file.toFile());
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private NotWrittenException notWritten(IOException e) {
    return new NotWrittenException(file + ": could not be written (" + e.getMessage() + ")", e);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      requireNoFailure();
      written += count;
      if (written > member.bytes()) {
        throw new InputException("is bigger than the " + member.bytes() + " bytes it declares");
      }
      budget.take(count);
      crc.update(bytes, from, count);
      out.write(bytes, from, count);
    } catch (InputException | NotWrittenException e) {
      failure = e;
      throw e;
    } catch (IOException e) {
      NotWrittenException wrapped = notWritten(e);
      failure = wrapped;
      throw wrapped;
    }
  }

  /** Throws again what was thrown by this before. */
  void requireNoFailure() throws IOException {
    if (failure instanceof InputException refused) {
      throw refused;
    }
    if (failure instanceof IOException io) {
      throw io;
    }
  }

  /**
   * Requires that the content is what the archive says of it.
   *
   * @throws InputException saying what is wrong
   */
  void requireWhole() {
    if (written != member.bytes()) {
      throw new InputException(
          "is damaged: it has %d of %d bytes".formatted(written, member.bytes()));
    }
    if (crc.getValue() != member.crc()) {
      throw new InputException(
          "is damaged: its check sum is %08x, not %08x".formatted(crc.getValue(), member.crc()));
    }
  }

  long written() {
    return written;
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw notWritten(e);
    }
  }
}
