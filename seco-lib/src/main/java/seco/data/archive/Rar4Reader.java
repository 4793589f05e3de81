package seco.data.archive;

import com.github.junrar.Archive;
import com.github.junrar.exception.RarException;
import com.github.junrar.rarfile.FileHeader;
import com.github.junrar.rarfile.HostSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Rar archives of format 4 and older. */
final class Rar4Reader implements ArchiveReader {
  private static final int TYPE_MASK = 0xF000;
  private static final int TYPE_LINK = 0xA000;
  private static final int TYPE_FILE = 0x8000;
  private static final int TYPE_FOLDER = 0x4000;

  private final Path file;

  Rar4Reader(Path file) {
    this.file = file;
  }

  private interface Use<T> {
    T of(Archive archive) throws IOException, RarException;
  }

  private <T> T using(Use<T> use) throws IOException {
    try (Archive archive = new Archive(file.toFile())) {
      return use.of(archive);
    } catch (RarException e) {
      throw new IOException(Source.reason(e), e);
    }
  }

  @Override
  public List<Member> members(Guard guard) throws IOException {
    int files = Rar4Blocks.verify(file);
    List<Member> members = using(archive -> members(archive, guard));
    if (members.size() != files) {
      throw new IOException("its headers cannot be read");
    }
    return members;
  }

  private static List<Member> members(Archive archive, Guard guard) {
    List<Member> members = new ArrayList<>();
    for (FileHeader header : archive.getFileHeaders()) {
      guard.announce(header.getFullUnpackSize());
      members.add(
          new Member(
              header.getFileName().replace('\\', '/'),
              header.isDirectory(),
              header.getFullUnpackSize(),
              Integer.toUnsignedLong(header.getFileCRC()),
              obstacle(header)));
    }
    return members;
  }

  private static @Nullable String obstacle(FileHeader header) {
    int type = header.getHostOS() == HostSystem.unix ? header.getFileAttr() & TYPE_MASK : 0;
    if (type == TYPE_LINK) {
      return "is a symbolic link";
    }
    if (type != 0 && type != TYPE_FILE && type != TYPE_FOLDER) {
      return "is a device or the like";
    }
    if (header.isSplitBefore() || header.isSplitAfter()) {
      return "continues in another part of the archive";
    }
    return header.isEncrypted() ? "is encrypted" : null;
  }

  @Override
  public void contents(List<Member> members, IntPredicate wanted, Receiver receiver)
      throws IOException {
    using(
        archive -> {
          List<FileHeader> headers = archive.getFileHeaders();
          boolean solid = archive.getMainHeader().isSolid();
          for (int i = 0; i < headers.size(); i++) {
            FileHeader header = headers.get(i);
            if (wanted.test(i)) {
              receiver.receive(i, out -> extract(archive, header, out));
            } else if (solid && !header.isDirectory()) { // each builds on the one before
              extract(archive, header, OutputStream.nullOutputStream());
            }
          }
          return headers.size();
        });
  }

  private static void extract(Archive archive, FileHeader header, OutputStream out)
      throws IOException {
    try {
      archive.extractFile(header, out);
    } catch (RarException e) {
      throw new IOException(Source.reason(e), e);
    }
  }
}
