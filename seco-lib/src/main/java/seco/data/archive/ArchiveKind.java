package seco.data.archive;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** The kinds of archives that can be unpacked, told apart by their content. */
public enum ArchiveKind {
  ZIP("zip"),
  TAR("tar"),
  TAR_GZIP("tar.gz"),
  TAR_BZIP2("tar.bz2"),
  RAR4("rar 4"),
  RAR5("rar 5");

  private static final int HEAD_BYTES = 4096;
  private static final int TAR_HEADER_BYTES = 512;
  private static final int TAR_MAGIC_AT = 257;

  private final String word;

  ArchiveKind(String word) {
    this.word = word;
  }

  /** The kind's usual name. */
  public String word() {
    return word;
  }

  /**
   * The kind of a file. Its name plays no part.
   *
   * @throws InputException if it is no archive, saying what it looks like
   */
  public static ArchiveKind of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      String what = Files.exists(file) ? ": is not a file" : ": no such file";
      throw new InputException(file + what);
    }
    byte[] head = head(file);
    ArchiveKind kind = kind(file, head);
    if (kind == null) {
      throw new InputException(
          file + ": not a zip, tar, tar.gz, tar.bz2 or rar archive, but " + Appearance.of(head));
    }
    return kind;
  }

  /** The kind of a file, or null if it is no archive. */
  static @Nullable ArchiveKind sniff(Path file) throws IOException {
    return kind(file, head(file));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toFile())) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  private static @Nullable ArchiveKind kind(Path file, byte[] head) throws IOException {
    if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (begins(head, 'R', 'a', 'r', '!', 0x1A, 7, 0)) {
      return RAR4;
    }
    if (begins(head, 'R', 'a', 'r', '!', 0x1A, 7, 1, 0)) {
      return RAR5;
    }
    if (begins(head, 0x1F, 0x8B)) {
      return holdsTar(file, TAR_GZIP) ? TAR_GZIP : null;
    }
    if (begins(head, 'B', 'Z', 'h')) {
      return holdsTar(file, TAR_BZIP2) ? TAR_BZIP2 : null;
    }
    return isTar(head) ? TAR : null;
  }

  static boolean begins(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsTar(Path file, ArchiveKind kind) {
    try (InputStream in = kind.decompressed(new FileInputStream(file.toFile()))) {
      return isTar(in.readNBytes(TAR_HEADER_BYTES));
    } catch (IOException e) {
      return false;
    }
  }

  /** The tar stream within a compressed one. Check sums are verified where the format has them. */
  InputStream decompressed(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    return switch (this) {
      case TAR_GZIP -> new BufferedInputStream(new GzipCompressorInputStream(buffered, true));
      case TAR_BZIP2 -> new BufferedInputStream(new BZip2CompressorInputStream(buffered, true));
      default -> buffered;
    };
  }

  /** A header with the format's magic, or one of the older format whose sum is right. */
  private static boolean isTar(byte[] head) {
    if (head.length < TAR_HEADER_BYTES || head[0] == 0) {
      return false;
    }
    byte[] header = Arrays.copyOf(head, TAR_HEADER_BYTES);
    byte[] magic = Arrays.copyOfRange(header, TAR_MAGIC_AT, TAR_MAGIC_AT + 5);
    return begins(magic, 'u', 's', 't', 'a', 'r') || isSummed(header);
  }

  private static boolean isSummed(byte[] header) {
    try {
      return TarUtils.verifyCheckSum(header);
    } catch (IllegalArgumentException e) {
      return false; // there is no number where the sum should be
    }
  }

  ArchiveReader reader(Path file) {
    return switch (this) {
      case ZIP -> new ZipReader(file);
      case TAR, TAR_GZIP, TAR_BZIP2 -> new TarReader(file, this);
      case RAR4 -> new Rar4Reader(file);
      case RAR5 -> new Rar5Reader(file, UnpackTool.find(System.getenv("PATH")));
    };
  }
}
