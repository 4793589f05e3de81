package seco.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import seco.InputException;
import seco.run.RunRecords;
import seco.run.SafeFile;

/** An ablation's records with their provenance beside them: settings, data and every run's own. */
public final class AblationReport {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final JsonArray runs = new JsonArray();
  private final JsonArray data = new JsonArray();
  private RunRecords records = new RunRecords(List.of());
  private JsonElement settings = new JsonObject();

  /**
   * Adds the results of an ablation.
   *
   * @param what describes its data, as JSON
   */
  public void add(Ablation ablation, String what, RunRecords results) throws IOException {
    records = records.and(results);
    settings = JsonParser.parseString(ablation.settings());
    data.add(JsonParser.parseString(what));
    for (long seed : results.seeds()) {
      for (Variant variant : Variant.values()) {
        Path file = ablation.run(variant, seed).resolve("provenance.json");
        if (variant != Variant.RANDOM && Files.exists(file)) {
          JsonObject run = new JsonObject();
          run.addProperty("variant", variant.label());
          run.addProperty("seed", seed);
          run.add("provenance", JsonParser.parseString(Files.readString(file)));
          runs.add(run);
        }
      }
    }
  }

  /** All records so far. */
  public RunRecords records() {
    return records;
  }

  /**
   * Writes the records as {@code name.csv} and their provenance as {@code name.json}.
   *
   * @throws InputException if the folder cannot be written
   */
  public void write(Path folder, String name) throws IOException {
    Path csv = SafeFile.requireWritable(folder.resolve(name + ".csv"));
    Files.createDirectories(folder);
    JsonObject provenance = new JsonObject();
    provenance.addProperty("experiment", "ablation");
    provenance.add("settings", settings);
    provenance.add("data", data);
    provenance.add("runs", runs);
    SafeFile.writeText(folder.resolve(name + ".json"), GSON.toJson(provenance) + "\n");
    records.write(csv);
  }
}
