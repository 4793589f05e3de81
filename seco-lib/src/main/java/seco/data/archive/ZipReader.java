package seco.data.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry.NameSource;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Zip archives, read by their directory at the end. */
final class ZipReader implements ArchiveReader {
  /** The format's encoding for names that are not marked as UTF-8. */
  private static final Charset OLD_NAMES = Charset.forName("IBM437");

  private static final int TYPE_MASK = 0xF000;
  private static final int TYPE_FILE = 0x8000;
  private static final int TYPE_FOLDER = 0x4000;

  private final Path file;

  ZipReader(Path file) {
    this.file = file;
  }

  private ZipFile open() throws IOException {
    return ZipFile.builder()
        .setPath(file)
        .setCharset(StandardCharsets.UTF_8)
        .setIgnoreLocalFileHeader(true)
        .get();
  }

  /** Where the members lie in the file is the order in which they are read fastest. */
  private static List<ZipArchiveEntry> entries(ZipFile zip) {
    return Collections.list(zip.getEntriesInPhysicalOrder());
  }

  @Override
  public List<Member> members(Guard guard) throws IOException {
    List<Member> members = new ArrayList<>();
    long compressed = 0;
    try (ZipFile zip = open()) {
      for (ZipArchiveEntry entry : entries(zip)) {
        guard.announce(entry.getSize());
        compressed += entry.getCompressedSize();
        String obstacle = obstacle(zip, entry);
        members.add(
            new Member(
                name(entry), entry.isDirectory(), entry.getSize(), entry.getCrc(), obstacle));
      }
    }
    if (compressed > Files.size(file)) {
      throw new IOException("its members overlap");
    }
    return members;
  }

  private static String name(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    boolean given = raw == null || entry.getNameSource() == NameSource.UNICODE_EXTRA_FIELD;
    String name = given ? entry.getName() : NameBytes.decode(raw, OLD_NAMES);
    boolean dos = entry.getPlatform() == ZipArchiveEntry.PLATFORM_FAT && name.indexOf('/') < 0;
    return dos ? name.replace('\\', '/') : name;
  }

  private static @Nullable String obstacle(ZipFile zip, ZipArchiveEntry entry) {
    int type = entry.getUnixMode() & TYPE_MASK;
    if (entry.isUnixSymlink()) {
      return "is a symbolic link";
    }
    if (type != 0 && type != TYPE_FILE && type != TYPE_FOLDER) {
      return "is a device or the like";
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return "is encrypted";
    }
    if (entry.getSize() < 0 || entry.getCrc() < 0) {
      return "has no size or check sum in the archive's directory";
    }
    return zip.canReadEntryData(entry) ? null : "uses the unknown method " + entry.getMethod();
  }

  @Override
  public void contents(List<Member> members, IntPredicate wanted, Receiver receiver)
      throws IOException {
    try (ZipFile zip = open()) {
      List<ZipArchiveEntry> entries = entries(zip);
      for (int i = 0; i < entries.size(); i++) {
        ZipArchiveEntry entry = entries.get(i);
        if (wanted.test(i)) {
          receiver.receive(
              i,
              out -> {
                try (InputStream in = zip.getInputStream(entry)) {
                  in.transferTo(out);
                }
              });
        }
      }
    }
  }
}
