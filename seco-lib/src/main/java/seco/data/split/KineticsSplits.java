package seco.data.split;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import seco.InputException;
import seco.run.CsvRows;

/**
 * The annotations of Kinetics-400: {@code train.csv}, {@code validate.csv} or {@code val.csv}, and
 * {@code test.csv} with the columns label, youtube_id, time_start, time_end and split; or the same
 * as JSON. The classes are numbered alphabetically.
 */
final class KineticsSplits {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{" + Naming.ID_LENGTH + "}");

  private final ClassNames classes = new ClassNames();
  private final SplitCollector collector = new SplitCollector("Kinetics-400", Naming.CLIP);

  private KineticsSplits() {}

  /**
   * Reads annotations.
   *
   * @param where a file, or a folder of files; CSV is read where a part has both forms
   */
  static OfficialSplits read(Path where) throws IOException {
    KineticsSplits splits = new KineticsSplits();
    for (Path file : Files.isDirectory(where) ? files(where) : List.of(where)) {
      if (file.toString().endsWith(".json")) {
        JsonFile.read(file, json -> splits.readJson(file, json));
      } else {
        splits.readCsv(file);
      }
    }
    return splits.collector.finishSorted(splits.classes);
  }

  /** The file of each part. */
  private static List<Path> files(Path folder) throws IOException {
    List<Path> found =
        SplitFolder.files(
            folder,
            List.of("kinetics400", "annotations"),
            file -> file.toString().matches(".*\\.(csv|json)") && PartName.of(file).isPresent(),
            "annotations such as train.csv and validate.csv");
    TreeMap<String, Path> byPart = new TreeMap<>();
    for (Path file : found) {
      String part = PartName.of(file).map(PartName::part).orElseThrow();
      Path other = byPart.putIfAbsent(part, file);
      if (other != null && other.toString().endsWith(".csv") == file.toString().endsWith(".csv")) {
        throw new InputException(
            "%s: is of the part %s as %s is; name one of them, or remove it"
                .formatted(file, part, other.getFileName()));
      }
    }
    return List.copyOf(byPart.values()); // sorted by name, .csv comes before .json
  }

  private void readCsv(Path file) throws IOException {
    try (CsvRows csv = CsvRows.open(file, "youtube_id", "time_start", "time_end")) {
      while (csv.next()) {
        String split = csv.has("split") ? csv.field("split").strip() : "";
        String label = csv.has("label") ? csv.field("label").strip() : "";
        String start = csv.field("time_start");
        String end = csv.field("time_end");
        String name = clip(csv.where(), csv.field("youtube_id").strip(), start, end);
        add(part(csv.where(), file, split), name, label, file, csv.at());
      }
    }
  }

  private void readJson(Path file, JsonReader json) throws IOException {
    JsonFile.members(
        json,
        id -> {
          String at = json.getPath();
          Annotation annotation = new Annotation();
          JsonFile.members(json, name -> annotation.read(name, json));
          String where = file + ", " + at;
          String name = clip(where, id, annotation.start, annotation.end);
          add(part(where, file, annotation.subset), name, annotation.label, file, at);
        });
  }

  /** What the JSON says of a clip. */
  private static final class Annotation {
    String subset = "";
    String label = "";
    String start = "";
    String end = "";

    void read(String name, JsonReader json) throws IOException {
      switch (name) {
        case "annotations" -> JsonFile.members(json, inner -> read(inner, json));
        case "subset" -> subset = json.nextString();
        case "label" -> label = json.nextString().strip();
        case "segment" -> {
          json.beginArray();
          start = json.nextString();
          end = json.nextString();
          json.endArray();
        }
        default -> json.skipValue();
      }
    }
  }

  private void add(PartName part, String name, String label, Path file, String at) {
    if (label.isEmpty()) {
      collector.addUnlabelled(part, file);
    } else {
      collector.add(part, new ListedVideo(name, classes.add(label), file, at));
    }
  }

  /** The part a row belongs to: what its own word means, else what the file's name means. */
  private static PartName part(String where, Path file, String word) {
    Optional<String> part =
        word.isEmpty() ? PartName.of(file).map(PartName::part) : PartName.meantBy(word);
    return new PartName(
        part.orElseThrow(
            () ->
                new InputException(
                    where + ": split '" + word + "', expected train, validate or test")),
        "");
  }

  /** The name of a clip's file without its ending. */
  private static String clip(String where, String id, String start, String end) {
    if (!ID.matcher(id).matches()) {
      throw new InputException(where + ": youtube_id '" + id + "' is no id of 11 characters");
    }
    long first = seconds(where, "time_start", start);
    long last = seconds(where, "time_end", end);
    if (last <= first) {
      throw new InputException(
          where + ": time_end '" + end + "' is not behind time_start '" + start + "'");
    }
    return "%s_%06d_%06d".formatted(id, first, last);
  }

  private static long seconds(String where, String column, String value) {
    try {
      double seconds = Double.parseDouble(value.strip());
      if (seconds >= 0 && seconds < 1e6) {
        return (long) seconds;
      }
    } catch (NumberFormatException e) {
      // the message below names the value
    }
    throw new InputException(where + ": " + column + " '" + value + "' is no time in seconds");
  }
}
