package seco.data.archive;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.FolderLock;
import seco.run.Hashes;
import seco.run.Progress;
import seco.run.SafeFile;

/**
 * How archives are unpacked: zip, tar (plain, gzip, bzip2), rar, told apart by their content.
 *
 * <p>Every file is written beside its place, compared with the archive's check sum and moved there,
 * so that a file that has its name is whole. A process that ended is made good by unpacking again:
 * what stands there whole is kept. A file of the same name but other content is never overwritten.
 *
 * @param to folder, made if it is absent; its folder {@code .seco-unpack} keeps notes
 * @param only patterns of the files to unpack, of which one without a slash describes a file's name
 *     and one with a slash its path below {@code to}; none for all
 * @param nested whether archives within the archive, one level deep, are unpacked instead of kept:
 *     beside their place if all their files lie in a folder that is named as they are, else into a
 *     new folder of that name
 * @param limitBytes the most that may be written for one archive; 0 for a hundred times its size,
 *     and at least one GB
 */
public record Unpacking(Path to, List<String> only, boolean nested, long limitBytes) {
  /** Kept free on the disk: this, or a hundredth of it if that is less. */
  private static final long RESERVE_BYTES = Budget.GB;

  private static final int NAME_CHARACTERS = 80;
  private static final int PLACE_CHARACTERS = 8;

  /**
   * @throws InputException if a pattern is none
   */
  public Unpacking {
    only = List.copyOf(only);
    var unused = new Selection(only);
    if (limitBytes < 0) {
      throw new InputException("a limit of " + limitBytes + " bytes");
    }
  }

  /** Unpacks all of an archive. */
  public static Unpacking into(Path to) {
    return new Unpacking(to, List.of(), false, 0);
  }

  /**
   * Unpacks an archive, or goes on with it.
   *
   * @param progress in bytes
   * @throws InputException naming archive and member: what is no archive, is damaged or not to be
   *     trusted, would take the place of something else, or has no room. Nothing is written if the
   *     archive's list shows it; otherwise the files before it stay
   * @throws IOException if the folder cannot be written
   */
  public Unpacked unpack(Path archive, Progress progress) throws IOException {
    Destination destination = new Destination(to);
    return unpack(archive, progress, disk(destination.store()), reserve(destination.store()));
  }

  private static Budget.Disk disk(FileStore store) {
    return store::getUsableSpace;
  }

  private static long reserve(FileStore store) throws IOException {
    return Math.min(RESERVE_BYTES, store.getTotalSpace() / 100);
  }

  /** The same with a disk of one's own. */
  Unpacked unpack(Path archive, Progress progress, Budget.Disk disk, long reserve)
      throws IOException {
    ArchiveKind kind = ArchiveKind.of(archive);
    SafeFile.requireWritable(to);
    Destination destination = new Destination(to);
    if (Files.isSymbolicLink(destination.notes())) {
      throw new InputException(destination.notes() + ": is a symbolic link");
    }
    Budget budget = new Budget(disk, reserve, limitBytes, Files.size(archive));
    Path made = SafeFile.firstMissing(destination.notes());
    Source source = new Source(archive.toString(), archive, kind, Source.NOBODY);
    int[] written = {0};
    try {
      SafeFile.createFolder(destination.notes());
      try (FolderLock lock = FolderLock.take(destination.notes());
          Journal journal = Journal.read(journal(destination, archive))) {
        UnpackingRun run = new UnpackingRun(this, source, destination, budget, journal, progress);
        try {
          return run.run();
        } finally {
          written[0] = run.written();
        }
      }
    } catch (InputException e) {
      throw refused(e, written[0], destination, made);
    }
  }

  /** What was written stays; where nothing was, nothing is left. */
  private static InputException refused(
      InputException e, int written, Destination destination, @Nullable Path made)
      throws IOException {
    if (written == 0) {
      SafeFile.undo(destination.notes(), made);
      return e;
    }
    return new InputException(
        "%s; the %d files unpacked before it stay".formatted(e.getMessage(), written), e);
  }

  /** The notes on an archive: by its name, and by its place where names are the same. */
  private static Path journal(Destination destination, Path archive) throws IOException {
    String name = archive.getFileName().toString();
    String start = name.substring(0, Math.min(name.length(), NAME_CHARACTERS));
    String place = Hashes.ofText(archive.toRealPath().toString()).substring(0, PLACE_CHARACTERS);
    return destination.notes().resolve(start + "-" + place + ".txt");
  }
}
