package seco.data.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.CsvRows;
import seco.run.Hashes;
import seco.run.ProtocolCard;
import seco.video.Verdict;
import seco.video.VideoList;

/** What becomes of one part: its list, what is not in it, and its card. */
final class PartLists {
  private final OfficialSplits splits;
  private final ListedPart part;
  private final Path file;
  private final List<VideoList.Entry> entries = new ArrayList<>();
  private final List<List<Object>> segments = new ArrayList<>();
  private final List<List<Object>> absent = new ArrayList<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private int missing;

  /**
   * @param file of the list
   */
  PartLists(OfficialSplits splits, ListedPart part, Path file) {
    this.splits = splits;
    this.part = part;
    this.file = file;
  }

  /** Sorts the part's videos into present and absent. */
  void fill(FoundVideos found, DoctorsTable table) {
    for (ListedVideo video : part.videos()) {
      Optional<DoctorsTable.Row> row = found.of(video);
      if (row.isEmpty()) {
        missing++;
        absent.add(List.of(video.name(), "", Verdict.MISSING.word()));
      } else if (!found.isSound(row.get())) {
        leftOut.merge(row.get().verdict(), 1, Integer::sum);
        absent.add(List.of(video.name(), row.get().file(), row.get().verdict()));
      } else {
        add(video, row.get(), table);
      }
    }
  }

  private void add(ListedVideo video, DoctorsTable.Row row, DoctorsTable table) {
    String path = row.file();
    if (!path.equals(path.strip()) || path.lines().count() != 1 || path.startsWith("\uFEFF")) {
      throw new InputException(
          "%s, %s: file '%s' has a name that cannot stand in a list; rename it"
              .formatted(table.file(), row.at(), CsvRows.beginning(path)));
    }
    if (row.frames() == 0) {
      throw new InputException(
          "%s, %s: frames '' of '%s', which is %s; a video without a frame count cannot be listed"
              .formatted(table.file(), row.at(), path, row.verdict()));
    }
    entries.add(new VideoList.Entry(path, row.frames(), video.label(), entries.size() + 1));
    for (Segment segment : video.segments()) {
      segments.add(
          List.of(
              path,
              segment.label(),
              splits.classes().get(segment.label()),
              segment.start(),
              segment.end(),
              number(row.frameAt(segment.start())),
              number(row.frameAt(segment.end()))));
    }
  }

  private static String number(int frame) {
    return frame < 0 ? "" : Integer.toString(frame);
  }

  int listed() {
    return part.videos().size();
  }

  int written() {
    return entries.size();
  }

  int missing() {
    return missing;
  }

  /** The first video that is not in the list and its verdict; empty where all are. */
  Optional<String> firstAbsent() {
    return absent.stream().findFirst().map(video -> "'" + video.get(0) + "' is " + video.get(2));
  }

  /** Adds the files to be written, by their places; null where none may stand. */
  MadeList addTo(Map<Path, @Nullable String> files, ProtocolCard.@Nullable Difference difference)
      throws IOException {
    VideoList list = new VideoList(file, entries);
    ProtocolCard card = card(list, difference);
    boolean some = !entries.isEmpty();
    files.put(file, some ? list.text() : null);
    files.put(ProtocolCard.place(file), some ? card.toJson() : null);
    files.put(
        beside(".absent.csv"),
        absent.isEmpty() ? null : CsvRows.text(List.of("video", "file", "verdict"), absent));
    if (!segments.isEmpty()) {
      List<String> header = List.of("file", "label", "class", "start", "end", "first", "last");
      files.put(beside(".segments.csv"), CsvRows.text(header, segments));
    }
    return new MadeList(file, card);
  }

  private Path beside(String ending) {
    return file.resolveSibling(part.name() + ending);
  }

  private ProtocolCard card(VideoList list, ProtocolCard.@Nullable Difference difference)
      throws IOException {
    KnownCounts known = KnownCounts.of(splits.dataSet(), part);
    ProtocolCard.Counts counts =
        new ProtocolCard.Counts(
            known.official(),
            listed(),
            part.repeated(),
            part.unlabelled(),
            missing,
            leftOut,
            written(),
            splits.classCount());
    List<ProtocolCard.Source> sources = new ArrayList<>();
    for (Path source : part.sources()) {
      String name = String.valueOf(source.getFileName());
      sources.add(new ProtocolCard.Source(name, Hashes.ofFile(source)));
    }
    return new ProtocolCard(
        splits.dataSet(),
        part.split(),
        part.part(),
        String.valueOf(file.getFileName()),
        list.sha256(),
        counts,
        known.elsewhere(),
        difference,
        sources,
        notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(part.notes());
    int classes = KnownCounts.classes(splits.dataSet());
    if (classes > 0 && classes != splits.classCount()) {
      notes.add(
          "the files name %d classes, the data set has %d; labels are numbers among these files'"
              .formatted(splits.classCount(), classes));
    }
    return notes;
  }
}
