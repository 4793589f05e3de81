package seco.data.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Assumptions;

/** Archives made in tests, of all kinds. */
final class Archives {
  private Archives() {}

  /** Kinds that can be read without a program of the system. */
  static final List<ArchiveKind> OWN =
      List.of(
          ArchiveKind.ZIP,
          ArchiveKind.TAR,
          ArchiveKind.TAR_GZIP,
          ArchiveKind.TAR_BZIP2,
          ArchiveKind.RAR4);

  static byte[] of(ArchiveKind kind, Map<String, byte[]> files) {
    try {
      return switch (kind) {
        case ZIP -> zip(files);
        case TAR -> tar(files);
        case TAR_GZIP -> compressed(tar(files), GzipCompressorOutputStream::new);
        case TAR_BZIP2 -> compressed(tar(files), BZip2CompressorOutputStream::new);
        case RAR4 -> RarFiles.format4(files);
        case RAR5 -> RarFiles.format5(files);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Compression {
    OutputStream over(OutputStream out) throws IOException;
  }

  static byte[] compressed(byte[] content, Compression compression) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressed = compression.over(out)) {
      compressed.write(content);
    }
    return out.toByteArray();
  }

  interface ZipFill {
    void into(ZipArchiveOutputStream zip) throws IOException;
  }

  static byte[] zip(ZipFill fill) throws IOException {
    try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
        fill.into(zip);
      }
      return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
    }
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    return zip(
        zip -> {
          for (var file : files.entrySet()) {
            add(zip, new ZipArchiveEntry(file.getKey()), file.getValue());
          }
        });
  }

  static void add(ZipArchiveOutputStream zip, ZipArchiveEntry entry, byte[] content)
      throws IOException {
    zip.putArchiveEntry(entry);
    zip.write(content);
    zip.closeArchiveEntry();
  }

  interface TarFill {
    void into(TarArchiveOutputStream tar) throws IOException;
  }

  static byte[] tar(TarFill fill) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      fill.into(tar);
    }
    return out.toByteArray();
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    return tar(
        tar -> {
          for (var file : files.entrySet()) {
            add(tar, new TarArchiveEntry(file.getKey(), true), file.getValue());
          }
        });
  }

  static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Names and contents, in turn; contents may be text. */
  static Map<String, byte[]> files(Object... namesAndContents) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      Object content = namesAndContents[i + 1];
      byte[] bytes =
          content instanceof byte[] given
              ? given
              : content.toString().getBytes(StandardCharsets.UTF_8);
      files.put(namesAndContents[i].toString(), bytes);
    }
    return files;
  }

  /** A content that no compression makes smaller. */
  static byte[] noise(int bytes, long seed) {
    byte[] noise = new byte[bytes];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  /** All files below a folder but the notes, as text in Latin-1 by their paths. */
  static Map<String, String> standing(Path folder) throws IOException {
    Map<String, String> standing = new TreeMap<>();
    if (!Files.exists(folder)) {
      return standing;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(p -> !Files.isDirectory(p)).toList()) {
        String name = folder.relativize(path).toString();
        if (!name.startsWith(Destination.NOTES)) {
          standing.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return standing;
  }

  /** What must stand there when files were unpacked. */
  static Map<String, String> expected(Map<String, byte[]> files) {
    Map<String, String> expected = new TreeMap<>();
    files.forEach(
        (name, content) -> {
          if (!name.endsWith("/")) {
            expected.put(name, new String(content, StandardCharsets.ISO_8859_1));
          }
        });
    return expected;
  }

  static boolean toolIsThere() {
    return UnpackTool.find(System.getenv("PATH")) != null;
  }

  /** Skips a test, visibly, where no program for rar 5 is installed. */
  static void assumeTool() {
    Assumptions.assumeTrue(toolIsThere(), "neither bsdtar nor unrar is installed");
  }
}
