package seco.video;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import seco.InputException;
import seco.run.SafeFile;

/**
 * The files of a {@link DoctorReport}, each written beside its place and moved there.
 *
 * @param report in JSON; the names of the others are its name without {@code .json} and an ending
 */
public record DoctorFiles(Path report) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** The folder in which they stand. */
  Path folder() {
    return Objects.requireNonNull(report.toAbsolutePath().normalize().getParent());
  }

  /** A row for each file: {@code REPORT.videos.csv}. */
  public Path table() {
    return sibling(".videos.csv");
  }

  /** The list of the sound videos, in the form that training reads: {@code REPORT.clean.txt}. */
  public Path cleanList() {
    return sibling(".clean.txt");
  }

  /** What has been found so far, for a call that goes on: {@code REPORT.journal}. */
  public Path journal() {
    return sibling(".journal");
  }

  private Path sibling(String ending) {
    String name = report.getFileName().toString().replaceAll("\\.json$", "");
    return report.resolveSibling(name + ending);
  }

  /** All of them, as absolute paths, and those beside them. */
  Set<Path> all() {
    List<Path> all = new ArrayList<>();
    for (Path file : List.of(report, table(), cleanList(), journal())) {
      all.add(file.toAbsolutePath().normalize());
      all.add(SafeFile.beside(file).toAbsolutePath().normalize());
    }
    return Set.copyOf(all);
  }

  /** Whether a file is one of them. */
  public boolean names(Path file) {
    return all().contains(file.toAbsolutePath().normalize());
  }

  /**
   * Requires that all of them can be written, and makes their folder.
   *
   * @throws InputException naming the one that cannot
   */
  void prepare() throws IOException {
    for (Path file : List.of(report, table(), cleanList(), journal())) {
      SafeFile.requireWritable(file);
      if (Files.isDirectory(file)) {
        throw new InputException(file + ": is a folder, name another file");
      }
    }
    SafeFile.createParent(report);
  }

  /** Writes table, clean list and, when both are whole, the report. */
  void write(DoctorReport found) throws IOException {
    SafeFile.write(table(), out -> VideoTable.write(out, found.videos()));
    if (found.clean() == null) {
      Files.deleteIfExists(cleanList());
    } else {
      SafeFile.writeText(cleanList(), found.clean().text());
    }
    SafeFile.writeText(report, GSON.toJson(json(found)) + "\n");
  }

  private JsonObject json(DoctorReport found) {
    ClassCounts total = found.total();
    JsonObject json = new JsonObject();
    json.addProperty("videos", found.videos().size());
    json.addProperty("ok", total.ok());
    json.add("flagged", flagged(found));
    JsonObject verdicts = new JsonObject();
    found.verdicts().forEach((verdict, count) -> verdicts.addProperty(verdict.word(), count));
    json.add("verdicts", verdicts);
    json.addProperty("frames", total.frames());
    json.addProperty("seconds", total.seconds());
    json.add("config", GSON.toJsonTree(found.config()));
    json.add("usual", GSON.toJsonTree(found.usual()));
    json.add("classes", GSON.toJsonTree(found.classes()));
    if (found.list() != null) {
      json.addProperty("list", found.list().file().toString());
      json.addProperty("listSha256", found.list().sha256());
    }
    if (found.clean() != null) {
      json.addProperty("cleanList", cleanList().getFileName().toString());
      json.addProperty("cleanListSha256", found.cleanSha256());
    }
    json.addProperty("table", table().getFileName().toString());
    json.addProperty("tableSha256", VideoTable.sha256(found.videos()));
    return json;
  }

  private static JsonArray flagged(DoctorReport found) {
    JsonArray flagged = new JsonArray();
    for (ExaminedVideo video : found.flagged()) {
      JsonObject one = new JsonObject();
      one.addProperty("file", video.file());
      one.addProperty("verdict", video.word());
      one.addProperty("detail", video.detail());
      flagged.add(one);
    }
    return flagged;
  }
}
