package seco.data.archive;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * What an archive's members become below the folder, or why not.
 *
 * @param files to be there in the end, by their number in the archive
 * @param folders to be there in the end
 * @param leftOut number of files that are not selected
 */
record Plan(List<Planned> files, List<Path> folders, int leftOut) {
  /**
   * A file to be.
   *
   * @param number in the archive's list
   * @param path relative to the folder
   */
  record Planned(int number, Member member, Path path) {}

  /**
   * Plans the members of an archive.
   *
   * @param label the archive, for messages
   * @param prefix folder to which the members' paths are relative; may be empty
   * @param foldCase whether names that differ only in case are the same
   * @throws InputException naming archive and member, if any selected one cannot be unpacked
   */
  static Plan of(
      String label,
      List<Member> members,
      String prefix,
      Selection only,
      Destination to,
      boolean foldCase) {
    Making making = new Making(label, foldCase);
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      String obstacle = MemberName.obstacle(member.name());
      if (obstacle != null) {
        throw refused(label, member, obstacle);
      }
      String path = MemberName.path(prefix + "/" + member.name());
      making.add(i, member, path, only, to);
    }
    making.requireNoFileAsFolder();
    return new Plan(List.copyOf(making.files), List.copyOf(making.folders), making.leftOut);
  }

  static InputException refused(String label, Member member, String reason) {
    String name = MemberName.shown(member.name());
    return new InputException(label + ": member '" + name + "' " + reason);
  }

  /** A plan in the making. */
  private static final class Making {
    private final String label;
    private final boolean foldCase;
    private final List<Planned> files = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final Map<String, Planned> byKey = new HashMap<>();
    private final Set<String> folderKeys = new HashSet<>();
    private int leftOut;

    Making(String label, boolean foldCase) {
      this.label = label;
      this.foldCase = foldCase;
    }

    void add(int number, Member member, String path, Selection only, Destination to) {
      if (path.isEmpty()) {
        return; // the folder itself
      }
      Path relative = relative(member, path, to);
      if (!only.holds(relative)) {
        leftOut += member.folder() ? 0 : 1;
        return;
      }
      if (member.obstacle() != null) {
        throw refused(label, member, member.obstacle() + " and is not unpacked");
      }
      addFolders(member.folder() ? path : parent(path));
      if (member.folder()) {
        folders.add(relative);
        return;
      }
      Planned planned = new Planned(number, member, relative);
      Planned before = byKey.putIfAbsent(key(path), planned);
      if (before == null) {
        files.add(planned);
      } else if (!isSame(before, planned)) {
        throw refused(label, member, "would take the place of " + before.path());
      }
    }

    private Path relative(Member member, String path, Destination to) {
      try {
        return to.relative(path);
      } catch (InputException e) {
        throw refused(label, member, String.valueOf(e.getMessage()));
      }
    }

    /** The same name and content once more does no harm. */
    private static boolean isSame(Planned one, Planned other) {
      return one.path().equals(other.path())
          && one.member().bytes() == other.member().bytes()
          && one.member().crc() == other.member().crc();
    }

    private void addFolders(@Nullable String path) {
      for (String at = path; at != null && folderKeys.add(key(at)); at = parent(at)) {}
    }

    private static @Nullable String parent(String path) {
      int slash = path.lastIndexOf('/');
      return slash < 0 ? null : path.substring(0, slash);
    }

    private String key(String path) {
      return foldCase
          ? Normalizer.normalize(path, Normalizer.Form.NFC)
              .toUpperCase(Locale.ROOT)
              .toLowerCase(Locale.ROOT)
          : path;
    }

    void requireNoFileAsFolder() {
      byKey.forEach(
          (key, file) -> {
            if (folderKeys.contains(key)) {
              throw refused(label, file.member(), "is both a file and a folder");
            }
          });
    }
  }
}
