package seco.data.archive;

import java.io.IOException;
import seco.InputException;
import seco.data.fetch.DiskSpace;

/** How many bytes may be written: less than a limit, and so that the disk keeps a reserve. */
final class Budget {
  /** How many bytes can still be written to a disk. */
  @FunctionalInterface
  interface Disk {
    long freeBytes() throws IOException;
  }

  static final long GB = 1_000_000_000;

  /** What nobody needs to allow: an archive of video or pictures hardly grows at all. */
  private static final int USUAL_GROWTH = 100;

  private static final long BYTES_BETWEEN_LOOKS = 64 << 20;

  /** So many members take about a GiB of memory. */
  private static final int MOST_MEMBERS = 4_000_000;

  private final Disk disk;
  private final long reserve;
  private final long limit;
  private final long listed;
  private final String because;
  private long taken;
  private long takenAtLook = -BYTES_BETWEEN_LOOKS;

  /**
   * @param limit of the bytes to write; 0: a hundred times the archive, and at least one GB
   * @param archiveBytes the archive's size
   */
  Budget(Disk disk, long reserve, long limit, long archiveBytes) {
    this.disk = disk;
    this.reserve = reserve;
    long usual = Math.max(GB, Math.multiplyExact(archiveBytes, USUAL_GROWTH));
    this.limit = limit > 0 ? limit : usual;
    listed = Math.max(limit, usual); // a part of an archive may be within a smaller limit
    because =
        limit > 0
            ? "more than the limit of " + DiskSpace.text(limit)
            : "more than "
                + DiskSpace.text(usual)
                + ", a hundred times its size; if that is right, allow it"
                + " with --limit";
  }

  /** Refuses lists of members that no memory holds, or whose sizes nobody allowed. */
  ArchiveReader.Guard guard() {
    return new ArchiveReader.Guard() {
      private int members;
      private long bytes;

      @Override
      public void announce(long size) {
        members++;
        bytes += Math.max(0, size);
        if (members > MOST_MEMBERS) {
          throw new InputException("has more than " + MOST_MEMBERS + " members");
        }
        if (bytes < 0 || bytes > listed) {
          throw new InputException("unpacks to " + because);
        }
      }
    };
  }

  /**
   * Requires room for what is about to be written.
   *
   * @throws InputException saying how much is needed and how much there is
   */
  void require(long bytes) throws IOException {
    if (taken + bytes > limit) {
      throw new InputException("unpacks to " + DiskSpace.text(taken + bytes) + ", " + because);
    }
    long free = disk.freeBytes();
    if (bytes > free - reserve) {
      throw new InputException(
          "needs %s, the disk has %s free and %s of that are kept in reserve"
              .formatted(
                  DiskSpace.text(bytes),
                  DiskSpace.text(free),
                  DiskSpace.text(Math.min(free, reserve))));
    }
  }

  /** Counts bytes that are about to be written. */
  void take(long bytes) throws IOException {
    taken += bytes;
    if (taken > limit) {
      throw new InputException("unpacks to " + because);
    }
    if (taken - takenAtLook >= BYTES_BETWEEN_LOOKS) {
      takenAtLook = taken;
      long free = disk.freeBytes();
      if (free - bytes < reserve) {
        throw new InputException(
            "the disk has only %s free, %s are kept in reserve; make room and go on with the same"
                    .formatted(DiskSpace.text(free), DiskSpace.text(reserve))
                + " command");
      }
    }
  }

  /** Counts bytes that were deleted again. */
  void giveBack(long bytes) {
    taken -= bytes;
    takenAtLook = Math.min(takenAtLook, taken);
  }
}
