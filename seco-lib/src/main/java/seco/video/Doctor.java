package seco.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Workers;
import seco.video.FoundFiles.Found;

/**
 * Examines every file of a folder, or those of a list: decodes each from its first frame to its
 * last on one thread, several at the same time, and says what is missing, corrupt, too short, or
 * there twice. A damaged video stops nothing: it is named, counted and left out of the clean list.
 */
public final class Doctor {
  private final Path folder;
  private final @Nullable VideoList list;
  private final DoctorConfig config;

  /**
   * @param folder with the videos, in folders named as their classes
   * @param list of the videos that should be there, its paths relative to the folder; other files
   *     are named, but not opened. Null examines all.
   */
  public Doctor(Path folder, @Nullable VideoList list, DoctorConfig config) {
    this.folder = folder;
    this.list = list;
    this.config = config;
  }

  /**
   * Examines the folder and remembers nothing.
   *
   * @param workers how many videos are decoded at the same time
   * @throws InputException if the folder is absent or holds no video
   */
  public DoctorReport examine(int workers, Progress progress) throws IOException {
    return examine(null, Set.of(), workers, progress);
  }

  /**
   * Examines the folder and writes the report and what belongs to it. What an interrupted or an
   * earlier call has found of a file that is unchanged is not examined again; it stands in {@link
   * DoctorFiles#journal}.
   *
   * @param files the report's place; where it lies in the folder, it does not count as a file of it
   */
  public DoctorReport examine(DoctorFiles files, int workers, Progress progress)
      throws IOException {
    requireFolder();
    Path parent = files.folder();
    Path made = SafeFile.firstMissing(parent);
    boolean begun = Files.exists(files.journal());
    files.prepare();
    try (DoctorJournal journal = DoctorJournal.open(files.journal(), config)) {
      DoctorReport report = examine(journal, files.all(), workers, progress);
      files.write(report);
      return report;
    } catch (InputException e) { // refused: nothing stays behind
      if (!begun) {
        Files.deleteIfExists(files.journal());
      }
      SafeFile.undo(parent, made);
      throw e;
    }
  }

  private void requireFolder() {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no such folder");
    }
  }

  private DoctorReport examine(
      @Nullable DoctorJournal journal, Set<Path> own, int workers, Progress progress)
      throws IOException {
    requireFolder();
    Map<String, VideoList.Entry> listed = listed();
    List<Found> found = new ArrayList<>();
    for (Found file : FoundFiles.of(folder, own)) {
      boolean unexpected =
          list != null && file.verdict() == null && !listed.containsKey(file.name());
      found.add(unexpected ? file.flagged(Verdict.NOT_LISTED, "not in the list") : file);
    }
    found.addAll(missing(listed, found));
    found.sort(Comparator.comparing(Found::name));
    List<ExaminedVideo> videos = examineAll(found, journal, workers, progress);
    if (videos.stream().noneMatch(Doctor::isVideo)) {
      throw new InputException(folder + ": holds no video");
    }
    return new Diagnosis(list, listed, config).report(folder, videos);
  }

  private static boolean isVideo(ExaminedVideo video) {
    return video.verdict() != Verdict.NOT_A_VIDEO
        && video.verdict() != Verdict.EMPTY
        && video.verdict() != Verdict.UNREADABLE;
  }

  /** The list's entries in its order by the names that their files have here. */
  private Map<String, VideoList.Entry> listed() {
    Map<String, VideoList.Entry> listed = new LinkedHashMap<>();
    if (list == null) {
      return listed;
    }
    for (VideoList.Entry entry : list.entries()) {
      String where = list.file() + ", line " + entry.line() + ": ";
      VideoList.Entry other = listed.put(name(entry, where), entry);
      if (other != null) {
        throw new InputException(
            where + entry.path() + " stands in line " + other.line() + " already; delete one");
      }
    }
    return listed;
  }

  private static String name(VideoList.Entry entry, String where) {
    try {
      Path path = Path.of(entry.path()).normalize();
      if (path.isAbsolute() || path.startsWith("..") || path.toString().isEmpty()) {
        throw new InputException(where + entry.path() + ": lies outside of the folder");
      }
      return path.toString().replace('\\', '/');
    } catch (InvalidPathException e) {
      throw new InputException(where + "'" + entry.path() + "' is no path", e);
    }
  }

  private List<Found> missing(Map<String, VideoList.Entry> listed, List<Found> found) {
    Map<String, Found> present = new HashMap<>();
    found.forEach(file -> present.put(file.name(), file));
    List<Found> missing = new ArrayList<>();
    for (String name : listed.keySet()) {
      if (!present.containsKey(name)) {
        Path path = folder.resolve(name);
        missing.add(
            Files.isRegularFile(path)
                ? new Found(name, path, null, "") // under a link that another name leads past
                : new Found(name, path, Verdict.MISSING, "in the list, but no such file"));
      }
    }
    return missing;
  }

  private List<ExaminedVideo> examineAll(
      List<Found> found, @Nullable DoctorJournal journal, int workers, Progress progress)
      throws IOException {
    Map<Long, Integer> sizes = new TreeMap<>();
    found.forEach(file -> sizes.merge(file.bytes(), 1, Integer::sum));
    AtomicReferenceArray<ExaminedVideo> results = new AtomicReferenceArray<>(found.size());
    AtomicInteger done = new AtomicInteger();
    List<Workers.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      int number = i;
      pieces.add(
          () -> {
            Found file = found.get(number);
            boolean hashed = !config.quick() || sizes.getOrDefault(file.bytes(), 0) > 1;
            results.set(number, examine(file, hashed, journal));
            synchronized (done) {
              progress.at(done.incrementAndGet(), found.size());
            }
          });
    }
    Workers.run(workers, pieces);
    List<ExaminedVideo> videos = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      videos.add(Objects.requireNonNull(results.get(i)));
    }
    return videos;
  }

  private ExaminedVideo examine(Found file, boolean hashed, @Nullable DoctorJournal journal)
      throws IOException {
    long bytes = file.bytes();
    if (file.verdict() != null) {
      return ExaminedVideo.unopened(file.name(), bytes, file.verdict(), file.detail());
    }
    long modified = file.modified();
    ExaminedVideo known = journal == null ? null : journal.find(file.name(), bytes, modified);
    if (known != null && !(hashed && known.ok() && known.sha256().isEmpty())) {
      return known;
    }
    ExaminedVideo video = Examination.of(file.name(), file.path(), bytes, hashed, config);
    if (journal != null) {
      journal.add(modified, video);
    }
    return video;
  }
}
