package seco.data.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.SafeFile;

/**
 * Makes the lists of a data set, of the videos that are there and sound.
 *
 * <table>
 * <caption>Files of a part, here of part train of split 1</caption>
 * <tr><td>{@code train1.txt}</td><td>the list, {@code path frames label}</td></tr>
 * <tr><td>{@code train1.card.json}</td><td>its {@link seco.run.ProtocolCard}</td></tr>
 * <tr><td>{@code train1.absent.csv}</td><td>listed videos that are missing or damaged</td></tr>
 * <tr><td>{@code train1.segments.csv}</td><td>annotated stretches, in seconds and frames</td></tr>
 * <tr><td>{@code classes.txt}</td><td>the classes by label, from 0</td></tr>
 * </table>
 *
 * @param splits who belongs to which part
 * @param videos which files are there, and their frame counts
 * @param kept verdicts with which a file is listed nonetheless
 * @param compared other lists of the same parts, from which the cards state the difference; null
 *     for none
 */
public record VideoLists(
    OfficialSplits splits,
    DoctorsTable videos,
    Set<String> kept,
    @Nullable OfficialSplits compared) {
  private static final String CLASSES = "classes.txt";

  public VideoLists {
    kept = Set.copyOf(kept);
  }

  /** The lists of a folder's videos by its class folders, which nobody has split. */
  public static VideoLists ofFolders(DoctorsTable videos, Set<String> kept) {
    return new VideoLists(FolderClasses.of(videos), videos, kept, null);
  }

  /**
   * Writes the lists.
   *
   * @param out their folder, made where it is missing
   * @return one of each part, also where no video of it is there and no list was written
   * @throws InputException if no video at all can be listed, or other lists stand there
   */
  public List<MadeList> write(Path out) throws IOException {
    FoundVideos found = new FoundVideos(videos, splits, kept);
    List<PartLists> parts = new ArrayList<>();
    for (ListedPart part : splits.parts()) {
      PartLists made = new PartLists(splits, part, out.resolve(part.name() + ".txt"));
      made.fill(found, videos);
      parts.add(made);
    }
    requireSome(parts);
    Map<Path, @Nullable String> files = new LinkedHashMap<>();
    List<MadeList> lists = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      ListedPart part = splits.parts().get(i);
      lists.add(parts.get(i).addTo(files, ListDifference.of(splits, part, compared)));
    }
    if (!splits.classes().isEmpty()) {
      files.put(out.resolve(CLASSES), String.join("\n", splits.classes()) + "\n");
    }
    requireFree(files);
    write(out, files);
    return lists;
  }

  private void requireSome(List<PartLists> parts) {
    if (parts.stream().mapToInt(PartLists::written).sum() > 0) {
      return;
    }
    int listed = parts.stream().mapToInt(PartLists::listed).sum();
    if (listed == 0) {
      throw new InputException(splits.dataSet() + ": the split files name no video with a class");
    }
    if (parts.stream().mapToInt(PartLists::missing).sum() < listed) {
      String first =
          parts.stream().flatMap(part -> part.firstAbsent().stream()).findFirst().orElse("");
      throw new InputException(
          "%s: none of the %d listed videos is sound: %s".formatted(videos.file(), listed, first));
    }
    ListedVideo example =
        splits.parts().stream().flatMap(part -> part.videos().stream()).findFirst().orElseThrow();
    throw new InputException(
        "%s: has none of the %d videos of %s; %s names '%s', the table's first file is '%s'"
            .formatted(
                videos.file(),
                listed,
                splits.dataSet(),
                example.where(),
                example.name(),
                videos.rows().get(0).file()));
  }

  /**
   * What stands there may only be the same, so that no list is lost and none is left from before.
   */
  private static void requireFree(Map<Path, @Nullable String> files) throws IOException {
    for (Map.Entry<Path, @Nullable String> file : files.entrySet()) {
      Path place = file.getKey();
      SafeFile.requireWritable(place);
      if (Files.exists(place)
          && !(Files.isRegularFile(place) && Files.readString(place).equals(file.getValue()))) {
        throw new InputException(
            place + ": is there already and differs; remove it or choose another folder");
      }
    }
  }

  private static void write(Path out, Map<Path, @Nullable String> files) throws IOException {
    SafeFile.createFolder(out);
    for (Map.Entry<Path, @Nullable String> file : files.entrySet()) {
      if (file.getValue() != null && Files.notExists(file.getKey())) {
        SafeFile.writeText(file.getKey(), file.getValue());
      }
    }
  }
}
