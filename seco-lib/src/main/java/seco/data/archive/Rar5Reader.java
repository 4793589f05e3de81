package seco.data.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** Rar archives of format 5: headers are read here, the content is decompressed by a program. */
final class Rar5Reader implements ArchiveReader {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final @Nullable UnpackTool tool;

  Rar5Reader(Path file, @Nullable UnpackTool tool) {
    this.file = file;
    this.tool = tool;
  }

  private UnpackTool tool() {
    if (tool == null) {
      throw new InputException(
          "a rar archive of format 5, which needs the program bsdtar or unrar; install one"
              + " (Debian: apt install libarchive-tools, macOS has bsdtar) and try again");
    }
    return tool;
  }

  @Override
  public List<Member> members(Guard guard) throws IOException {
    UnpackTool needed = tool();
    List<Member> members = Rar5Blocks.members(file, guard);
    boolean summed = members.stream().allMatch(m -> m.folder() || m.crc() != Rar5Blocks.NO_CRC);
    return summed ? members : withSums(needed, members);
  }

  /** Archives may have other check sums; then the content is read once to have one of ours. */
  private List<Member> withSums(UnpackTool tool, List<Member> members) throws IOException {
    List<Member> summed = new ArrayList<>(members);
    pass(
        tool,
        members,
        number -> true,
        (number, content) -> {
          CRC32 crc = new CRC32();
          content.copyTo(new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
          Member m = members.get(number);
          summed.set(number, new Member(m.name(), false, m.bytes(), crc.getValue(), m.obstacle()));
        });
    return summed;
  }

  @Override
  public void contents(List<Member> members, IntPredicate wanted, Receiver receiver)
      throws IOException {
    pass(tool(), members, wanted, receiver);
  }

  private void pass(UnpackTool tool, List<Member> members, IntPredicate wanted, Receiver receiver)
      throws IOException {
    try (UnpackTool.Running running = tool.start(file)) {
      for (int i = 0; i < members.size(); i++) {
        Member member = members.get(i);
        if (member.folder() || member.obstacle() != null) {
          continue; // no content comes for it
        }
        if (wanted.test(i)) {
          receiver.receive(i, out -> copy(running, member, out));
        } else {
          copy(running, member, OutputStream.nullOutputStream());
        }
      }
    }
  }

  private static void copy(UnpackTool.Running running, Member member, OutputStream out)
      throws IOException {
    InputStream in = running.output();
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = member.bytes(); left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw running.failure();
      }
      crc.update(buffer, 0, read);
      out.write(buffer, 0, read);
      left -= read;
    }
    if (member.crc() != Rar5Blocks.NO_CRC && member.crc() != crc.getValue()) {
      throw running.otherContent(MemberName.shown(member.name()));
    }
  }
}
