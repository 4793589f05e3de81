package seco.data.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Reads an archive of one kind. Every exception that is neither {@link seco.InputException} nor
 * comes from who receives the content means that the archive is damaged.
 */
interface ArchiveReader {
  /** Is told the size of each member before its content is looked at; may refuse it. */
  @FunctionalInterface
  interface Guard {
    void announce(long bytes);
  }

  /** Gives a member's content away, once. */
  @FunctionalInterface
  interface Content {
    void copyTo(OutputStream out) throws IOException;
  }

  /** Takes members one after the other. */
  @FunctionalInterface
  interface Receiver {
    /**
     * @param number of the member in the list
     */
    void receive(int number, Content content) throws IOException;
  }

  /** All members, in the archive's order. */
  List<Member> members(Guard guard) throws IOException;

  /** Gives the content of some of the members, all of them files, in the archive's order. */
  void contents(List<Member> members, IntPredicate wanted, Receiver receiver) throws IOException;
}
