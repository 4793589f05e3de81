package seco.data.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.Hashes;

/**
 * An archive to read: the one named, or one within it.
 *
 * @param label for messages
 * @param owner number of an inner archive in the outer one, or {@link #NOBODY}
 */
record Source(String label, Path file, ArchiveKind kind, int owner) {
  static final int NOBODY = -1;

  private static final Pattern ENDING =
      Pattern.compile("(?i)(.)\\.(tar\\.gz|tar\\.bz2|tgz|tbz2?|tar|zip|rar)$");

  /** Takes the members that are wanted; what it throws is not the archive's fault. */
  @FunctionalInterface
  interface Receiver {
    void receive(Member member, int number, ArchiveReader.Content content) throws IOException;
  }

  boolean isInner() {
    return owner != NOBODY;
  }

  /**
   * All members.
   *
   * @throws InputException naming the archive if it is damaged or refused
   */
  List<Member> members(ArchiveReader.Guard guard) {
    try {
      return kind.reader(file).members(guard);
    } catch (InputException e) {
      throw new InputException(label + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      throw new InputException(label + ": damaged, " + reason(e), e);
    }
  }

  /** Reads the content of some members. */
  void contents(List<Member> members, IntPredicate wanted, Receiver receiver) throws IOException {
    String[] at = {"its beginning"};
    @Nullable Exception[] foreign = {null}; // the receiver's own, which says nothing of the archive
    try {
      kind.reader(file)
          .contents(
              members,
              wanted,
              (number, content) -> {
                Member member = members.get(number);
                at[0] = "member '" + MemberName.shown(member.name()) + "'";
                try {
                  receiver.receive(member, number, content);
                } catch (IOException | RuntimeException e) {
                  foreign[0] = e;
                  throw e;
                }
              });
    } catch (IOException | RuntimeException e) {
      if (e == foreign[0]) {
        throw e;
      }
      throw new InputException(label + ": damaged after " + at[0] + ", " + reason(e), e);
    }
  }

  /** What an exception of a library says of an archive. */
  static String reason(Exception e) {
    if (e instanceof EOFException) {
      return "cut off";
    }
    String message = e.getMessage();
    if (message != null && !message.isBlank()) {
      return MemberName.shown(message);
    }
    String name = e.getClass().getSimpleName().replaceAll("Exception$", "");
    return name.replaceAll("(?<=[a-z])([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  /** Hash of all names, sizes and sums. */
  static String hash(List<Member> members) {
    MessageDigest sha = Hashes.sha256();
    for (Member m : members) {
      String line = m.name() + "\0" + m.bytes() + " " + m.crc() + " " + m.folder() + "\n";
      sha.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Hashes.hex(sha);
  }

  /**
   * The folder for the files of an inner archive: the one in which it lies if all its files lie in
   * a folder that is named as it is, else a folder of its name.
   *
   * @param path of the inner archive
   */
  static String innerFolder(Path path, List<Member> members) {
    Path parent = path.getParent();
    String beside = parent == null ? "" : parent.toString().replace('\\', '/');
    String name = ENDING.matcher(path.getFileName().toString()).replaceFirst("$1");
    boolean within =
        members.stream()
            .filter(member -> !member.folder())
            .allMatch(member -> MemberName.path(member.name()).startsWith(name + "/"));
    return within ? beside : beside + "/" + name;
  }

  /** Files by their numbers, for a lookup while reading. */
  static Map<Integer, Plan.Planned> byNumber(List<Plan.Planned> files) {
    Map<Integer, Plan.Planned> byNumber = new HashMap<>();
    files.forEach(file -> byNumber.put(file.number(), file));
    return byNumber;
  }
}
