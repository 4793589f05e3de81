package seco.data.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import seco.InputException;
import seco.data.archive.Plan.Planned;
import seco.run.Hashes;
import seco.run.Progress;

/** One archive being unpacked, and the archives within it. */
final class UnpackingRun {
  private final Unpacking how;
  private final Source outer;
  private final Selection only;
  private final String selection;
  private final Destination to;
  private final Budget budget;
  private final Journal journal;
  private final Progress progress;
  private final Tally tally = new Tally();
  private final boolean foldCase;

  UnpackingRun(
      Unpacking how,
      Source outer,
      Destination to,
      Budget budget,
      Journal journal,
      Progress progress) {
    this.how = how;
    this.outer = outer;
    this.to = to;
    this.budget = budget;
    this.journal = journal;
    this.progress = progress;
    only = new Selection(how.only());
    selection = Hashes.ofText(how.nested() + "\n" + String.join("\n", how.only()));
    foldCase = to.foldsCase(to.notes());
  }

  /** Files written so far. */
  int written() {
    return tally.written();
  }

  Unpacked run() throws IOException {
    long size = Files.size(outer.file());
    long modified = Files.getLastModifiedTime(outer.file()).toMillis();
    Journal.Done done = journal.isOf(size, modified) ? journal.done(selection) : null;
    if (done == null || !stand(journal.entries().keySet())) {
      done = unpackAll(size, modified);
    }
    return new Unpacked(
        outer.file(),
        outer.kind(),
        done.files(),
        tally.written(),
        done.leftOut(),
        done.inner(),
        done.bytes());
  }

  /** Whether files stand there with the sizes they had. */
  private boolean stand(Iterable<String> paths) throws IOException {
    for (String path : paths) {
      if (!to.holds(to.relative(path), journal.bytes(path))) {
        return false;
      }
    }
    return true;
  }

  private Journal.Done unpackAll(long size, long modified) throws IOException {
    to.deleteParts();
    List<Member> members = outer.members(budget.guard());
    journal.requireSame(outer.label(), Source.hash(members));
    Selection planned = how.nested() ? new Selection(List.of()) : only;
    Plan plan = Plan.of(outer.label(), members, "", planned, to, foldCase);
    List<Planned> missing = missing(outer, plan);
    requireRoom(outer, missing);
    journal.begin(new Journal.Identity(size, modified, Source.hash(members)));
    unpack(outer, members, plan, missing);
    return finish();
  }

  private Journal.Done finish() throws IOException {
    Journal.Done done = tally.done();
    if (done.files() == 0 && done.leftOut() > 0) {
      throw new InputException(
          "%s: none of its %d files is one of %s"
              .formatted(outer.label(), done.leftOut(), how.only()));
    }
    for (String path : journal.entries().keySet()) {
      to.sync(to.relative(path));
    }
    journal.addDone(selection, done);
    return done;
  }

  /** The files that do not stand there yet. */
  private List<Planned> missing(Source source, Plan plan) throws IOException {
    List<Planned> missing = new ArrayList<>();
    for (Planned file : plan.files()) {
      try {
        if (isMissing(source, file)) {
          missing.add(file);
        }
      } catch (InputException e) {
        throw Plan.refused(source.label(), file.member(), "cannot be unpacked, " + e.getMessage());
      }
    }
    return missing;
  }

  private boolean isMissing(Source source, Planned file) throws IOException {
    boolean mayBeArchive = how.nested() && !source.isInner();
    if (mayBeArchive && journal.hasInner(file.number(), selection)) {
      return !stand(journal.filesOf(file.number()));
    }
    Path place = to.requireFree(file.path());
    boolean stands = to.holds(file.path(), file.member().bytes(), file.member().crc());
    if (mayBeArchive) { // what it is shows when it is read
      return !stands || ArchiveKind.sniff(place) != null;
    }
    if (!stands) {
      requireOurs(source, file);
    }
    return !stands;
  }

  /** Requires that what stands in a file's place, if anything, is what this archive left there. */
  private void requireOurs(Source source, Planned file) {
    if (to.isOccupied(file.path()) && !journal.wrote(file.path().toString(), source.owner())) {
      throw new InputException(
          to.root().resolve(file.path())
              + " stands there with other content; move it away or unpack into another folder");
    }
  }

  private static long bytes(List<Planned> files) {
    return files.stream().mapToLong(file -> file.member().bytes()).sum();
  }

  private void requireRoom(Source source, List<Planned> missing) throws IOException {
    try {
      budget.require(bytes(missing));
    } catch (InputException e) {
      throw new InputException(source.label() + ": " + e.getMessage(), e);
    }
  }

  private void unpack(Source source, List<Member> members, Plan plan, List<Planned> missing)
      throws IOException {
    tally.leaveOut(plan.leftOut());
    Map<Integer, Planned> wanted = Source.byNumber(missing);
    for (Planned file : plan.files()) {
      if (!wanted.containsKey(file.number())) {
        keep(source, file);
      }
    }
    long[] read = {0};
    long all = bytes(missing);
    source.contents(
        members,
        wanted::containsKey,
        (member, number, content) -> {
          receive(source, Objects.requireNonNull(wanted.get(number)), content);
          read[0] += member.bytes();
          if (!source.isInner()) {
            progress.at(read[0], all);
          }
        });
    for (Path folder : plan.folders()) {
      if (only.holds(folder)) {
        to.createFolder(folder);
      }
    }
  }

  /** Counts a file, or all files of an inner archive, that stand there already. */
  private void keep(Source source, Planned file) throws IOException {
    if (how.nested() && !source.isInner() && journal.hasInner(file.number(), selection)) {
      tally.inner();
      journal.filesOf(file.number()).forEach(path -> tally.keep(journal.bytes(path)));
      return;
    }
    if (!only.holds(file.path())) {
      tally.leaveOut(1);
      return;
    }
    tally.keep(file.member().bytes());
    journal.addIfAbsent(file, source.owner());
  }

  private void receive(Source source, Planned file, ArchiveReader.Content content)
      throws IOException {
    Path part = to.part(source.isInner() ? 1 : 0);
    try {
      write(source, file.member(), content, part);
      ArchiveKind kind = how.nested() && !source.isInner() ? ArchiveKind.sniff(part) : null;
      if (kind != null) {
        String label = source.label() + " > " + MemberName.shown(file.member().name());
        unpackInner(new Source(label, part, kind, file.number()), file.path());
        budget.giveBack(file.member().bytes());
      } else if (only.holds(file.path())) {
        place(source, file, part);
      } else {
        tally.leaveOut(1);
        budget.giveBack(file.member().bytes());
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void write(Source source, Member member, ArchiveReader.Content content, Path part)
      throws IOException {
    try (MemberSink sink = new MemberSink(member, part, budget)) {
      try {
        content.copyTo(sink);
      } catch (IOException | RuntimeException e) {
        sink.requireNoFailure();
        throw new InputException("is damaged: " + Source.reason(e), e);
      }
      sink.requireNoFailure();
      sink.requireWhole();
    } catch (InputException e) {
      throw Plan.refused(source.label(), member, String.valueOf(e.getMessage()));
    }
  }

  private void place(Source source, Planned file, Path part) throws IOException {
    try {
      requireOurs(source, file);
      journal.add(file, source.owner());
      to.place(part, file.path());
    } catch (InputException e) {
      throw Plan.refused(source.label(), file.member(), "cannot be unpacked, " + e.getMessage());
    }
    tally.write(file.member().bytes());
  }

  private void unpackInner(Source inner, Path path) throws IOException {
    List<Member> members = inner.members(budget.guard());
    String folder = Source.innerFolder(path, members);
    Plan plan = Plan.of(inner.label(), members, folder, only, to, foldCase);
    List<Planned> missing = missing(inner, plan);
    requireRoom(inner, missing);
    unpack(inner, members, plan, missing);
    tally.inner();
    journal.addInner(inner.owner(), selection);
  }
}
