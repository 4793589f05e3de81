package seco.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * Which protocol a list of videos follows, and how much of it is there: {@code train1.card.json}
 * beside {@code train1.txt}, and {@code card.json} in what was made from it.
 *
 * @param dataSet its name, as in {@code UCF101}
 * @param split its number, empty where there is only one
 * @param part of the split: train, val or test; all where nobody has split the videos
 * @param list name of the list's file
 * @param listSha256 fingerprint of the list, as {@code VideoList.sha256}
 * @param counts how many videos were promised, found and taken
 * @param elsewhere how many videos others had of this part, by whose list or copy it is
 * @param difference from another list of the part; null where none was compared
 * @param sources the files that say who belongs to the part
 * @param notes what else is particular, a sentence each
 */
public record ProtocolCard(
    String dataSet,
    String split,
    String part,
    String list,
    String listSha256,
    Counts counts,
    Map<String, Integer> elsewhere,
    @Nullable Difference difference,
    List<Source> sources,
    List<String> notes) {
  /** The card's name in the folder of what was made from its list. */
  public static final String FILE = "card.json";

  private static final String ENDING = ".card.json";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  public ProtocolCard {
    elsewhere = Collections.unmodifiableMap(new LinkedHashMap<>(elsewhere));
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /**
   * Numbers of videos. Of the listed ones, the missing, the left out and the written add up.
   *
   * @param official of the data set's published split; 0 where it is not known
   * @param listed in the split files that were read, each once
   * @param repeated further lines of the files that name a listed video again
   * @param unlabelled further videos of the files without a class, which no list can hold
   * @param missing of which there is no file
   * @param leftOut whose file cannot be used, by verdict
   * @param written into the list
   * @param classes of the data set
   */
  public record Counts(
      int official,
      int listed,
      int repeated,
      int unlabelled,
      int missing,
      Map<String, Integer> leftOut,
      int written,
      int classes) {
    public Counts {
      leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** Of which there is a file, sound or not. */
    public int present() {
      return listed - missing;
    }

    /** Whose file cannot be used. */
    public int damaged() {
      return leftOut.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * How the videos of the part, present or not, differ from those of another list of it.
   *
   * @param from what it was compared with
   * @param videos of that list
   * @param missing those that only that list names: their number
   * @param extra those that it does not name: their number
   * @param missingNames their names, of very many the first
   * @param extraNames their names, of very many the first
   */
  public record Difference(
      String from,
      int videos,
      int missing,
      int extra,
      List<String> missingNames,
      List<String> extraNames) {
    public Difference {
      missingNames = List.copyOf(missingNames);
      extraNames = List.copyOf(extraNames);
    }
  }

  /**
   * A file that was read.
   *
   * @param file its name
   * @param sha256 of its bytes
   */
  public record Source(String file, String sha256) {
    public Source {
      Objects.requireNonNull(file, "a source without file");
      Objects.requireNonNull(sha256, "a source without sha256");
    }
  }

  /** Where the card of a list belongs. */
  public static Path place(Path list) {
    String name = String.valueOf(list.getFileName()).replaceAll("\\.txt$", "");
    return list.resolveSibling(name + ENDING);
  }

  /**
   * The card beside a list; empty where there is none.
   *
   * @param listSha256 fingerprint of the list
   * @throws InputException if it is the card of another list, or damaged
   */
  public static Optional<ProtocolCard> beside(Path list, String listSha256) throws IOException {
    return read(place(list), listSha256);
  }

  /**
   * The card in a frame store or run; empty where there is none.
   *
   * @param listSha256 fingerprint of the list from which it was made
   * @throws InputException if it is the card of another list, or damaged
   */
  public static Optional<ProtocolCard> in(Path folder, String listSha256) throws IOException {
    return read(folder.resolve(FILE), listSha256);
  }

  private static Optional<ProtocolCard> read(Path file, String listSha256) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    ProtocolCard card = read(file);
    if (!card.listSha256.equals(listSha256)) {
      throw new InputException(
          file + ": is the card of another list; make the list anew or remove the card");
    }
    return Optional.of(card);
  }

  /**
   * Reads a card.
   *
   * @throws InputException if it is none
   */
  public static ProtocolCard read(Path file) throws IOException {
    String text =
        TextLine.read(file).stream().map(TextLine::text).collect(Collectors.joining("\n"));
    return Settings.fromJson(text, ProtocolCard.class, file.toString());
  }

  public String toJson() {
    return GSON.toJson(this) + "\n";
  }

  /** Writes the card into a folder, unless it is there already. */
  public void writeInto(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!(Files.isRegularFile(file) && Files.readString(file).equals(toJson()))) {
      SafeFile.writeText(file, toJson());
    }
  }

  /** Data set, split and part. */
  public DataPart dataPart() {
    return new DataPart(dataSet, split, part);
  }

  /** Data set, split and part: {@code UCF101, split 1, train}. */
  public String name() {
    return dataPart().toString();
  }

  /** The name and what is there of it, on one line. */
  public String summary() {
    int promised = Math.max(counts.official, counts.listed + counts.unlabelled);
    return name() + ": " + counts.written + " of " + promised + " videos";
  }
}
