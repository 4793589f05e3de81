package seco.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import seco.InputException;
import seco.run.Progress;
import seco.run.SafeFile;

/** Members of a zip archive on their way into a folder. */
final class MemberBatch {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ZipFile zip;
  private final Path folder;
  private final Map<ZipArchiveEntry, Path> places = new LinkedHashMap<>();
  private final Map<ZipArchiveEntry, Path> missing = new LinkedHashMap<>();

  /**
   * @param chosen members, each with its place relative to the folder
   * @throws InputException if a place lies outside the folder, or two members share one
   */
  MemberBatch(ZipFile zip, Map<ZipArchiveEntry, String> chosen, Path folder) throws IOException {
    this.zip = zip;
    this.folder = folder;
    Map<Path, String> taken = new HashMap<>();
    for (Map.Entry<ZipArchiveEntry, String> member : chosen.entrySet()) {
      String name = member.getKey().getName();
      Path place = place(folder, member.getValue());
      String other = taken.put(place, name);
      if (other != null) {
        throw new InputException(
            "members '" + other + "' and '" + name + "' would both be " + place);
      }
      places.put(member.getKey(), place);
    }
    for (Map.Entry<ZipArchiveEntry, Path> member : places.entrySet()) {
      if (!isPresent(member.getKey(), member.getValue())) {
        missing.put(member.getKey(), member.getValue());
      }
    }
  }

  /** Where a member shall stand; never outside the folder. */
  private static Path place(Path folder, String name) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Path place = root.resolve(name.replace('\\', '/')).normalize();
      if (place.startsWith(root) && !place.equals(root)) {
        return place;
      }
    } catch (InvalidPathException e) {
      // the message below names it
    }
    throw new InputException("member '" + name + "' would lie outside " + folder);
  }

  private static boolean isPresent(ZipArchiveEntry member, Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != member.getSize()) {
      return false;
    }
    try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.getChecksum().getValue() == member.getCrc();
    }
  }

  int size() {
    return places.size();
  }

  int present() {
    return places.size() - missing.size();
  }

  /** Bytes of all members. */
  long bytes() {
    return bytes(places);
  }

  private static long bytes(Map<ZipArchiveEntry, Path> members) {
    return members.keySet().stream().mapToLong(ZipArchiveEntry::getSize).sum();
  }

  /** What will be fetched, in a sentence's part. */
  String describe() throws IOException {
    return missing.size()
        + " of "
        + places.size()
        + " members to fetch, "
        + DiskSpace.text(bytes(missing))
        + ", to "
        + folder
        + "; free there: "
        + DiskSpace.text(DiskSpace.freeAt(folder));
  }

  /**
   * Brings the missing members to their places.
   *
   * @throws DiskException if they cannot be written
   */
  void run(Progress progress) throws IOException {
    DiskSpace.require(folder, bytes(missing));
    long total = bytes();
    long done = total - bytes(missing);
    for (Map.Entry<ZipArchiveEntry, Path> member : missing.entrySet()) {
      bring(member.getKey(), member.getValue());
      done += member.getKey().getSize();
      progress.at(done, total);
    }
  }

  private void bring(ZipArchiveEntry member, Path file) throws IOException {
    if (!zip.canReadEntryData(member)) {
      throw new MirrorException(
          "member '" + member.getName() + "' is packed in a way that is not understood");
    }
    try {
      SafeFile.createParent(file);
    } catch (IOException e) {
      throw new DiskException(file + ": its folder could not be made (" + Http.reason(e) + ")", e);
    }
    Transfer transfer = new Transfer(member);
    try {
      SafeFile.write(file, transfer::copy);
    } catch (IOException e) {
      throw transfer.explained(e);
    }
  }

  /** One member, read and written; knows which of the two failed. */
  private final class Transfer {
    private final ZipArchiveEntry member;
    private boolean written = true;

    Transfer(ZipArchiveEntry member) {
      this.member = member;
    }

    void copy(OutputStream out) throws IOException {
      CRC32 crc = new CRC32();
      byte[] buffer = new byte[BUFFER_BYTES];
      long count = 0;
      try (InputStream in = zip.getInputStream(member)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          count += read;
          if (count > member.getSize()) {
            break; // more than announced: a damaged archive or a bomb
          }
          crc.update(buffer, 0, read);
          written = false;
          out.write(buffer, 0, read);
          written = true;
        }
      }
      if (count != member.getSize() || crc.getValue() != member.getCrc()) {
        throw new MirrorException("member '" + member.getName() + "' has not its size and sum");
      }
      written = false; // what follows is the disk's
    }

    IOException explained(IOException failure) {
      if (!written) {
        return new DiskException(Http.reason(failure), failure);
      }
      Throwable cause = failure.getCause();
      return new MirrorException(Http.reason(cause == null ? failure : cause), failure);
    }
  }
}
