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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;
import seco.run.RunRecords;
import seco.run.SafeFile;

/**
 * An experiment's records with their provenance beside them: settings, data and every run's own.
 */
public final class AblationReport {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final String experiment;
  private final Set<JsonElement> runs = new LinkedHashSet<>();
  private final Set<JsonElement> data = new LinkedHashSet<>();
  private final Set<JsonElement> settings = new LinkedHashSet<>();
  private RunRecords records = new RunRecords(List.of());

  /**
   * @param experiment its name in the provenance
   */
  AblationReport(String experiment) {
    this.experiment = experiment;
  }

  /**
   * Adds the results of an ablation. Others may have been added before, on the same data or with
   * the same settings.
   *
   * @param what describes its data, as JSON
   * @param rows that were trained
   */
  public void add(Ablation ablation, String what, List<? extends Row> rows, RunRecords results)
      throws IOException {
    add(ablation.settings(), what, results);
    for (long seed : results.seeds()) {
      for (Row row : trained(rows)) {
        addRun(ablation.label(row), seed, row.changes(), ablation.run(row, seed));
      }
    }
  }

  /**
   * Adds results.
   *
   * @param how describes the settings, as JSON
   * @param what describes the data, as JSON
   */
  void add(String how, String what, RunRecords results) {
    records = records.and(results);
    settings.add(JsonParser.parseString(how));
    data.add(JsonParser.parseString(what));
  }

  /**
   * Adds the provenance of a run; of what was not trained there is none.
   *
   * @param changes settings, by path, in which it differs from the experiment's
   */
  void addRun(String variant, long seed, Map<String, ?> changes, Path folder) throws IOException {
    Path file = folder.resolve("provenance.json");
    if (!Files.exists(file)) {
      return;
    }
    JsonObject run = new JsonObject();
    run.addProperty("variant", variant);
    run.addProperty("seed", seed);
    if (!changes.isEmpty()) {
      run.add("changes", GSON.toJsonTree(changes));
    }
    run.add("provenance", JsonParser.parseString(Files.readString(file)));
    runs.add(run);
  }

  /** The rows that are trained, and before them the start that they continue. */
  private static Set<Row> trained(List<? extends Row> rows) {
    Set<Row> trained = new LinkedHashSet<>();
    if (rows.stream().anyMatch(Row::continuesStart)) {
      trained.add(Variant.START);
    }
    trained.addAll(rows);
    trained.remove(Variant.RANDOM);
    return trained;
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
    provenance.addProperty("experiment", experiment);
    JsonArray all = array(settings);
    provenance.add("settings", all.size() == 1 ? all.get(0) : all);
    provenance.add("data", array(data));
    provenance.add("runs", array(runs));
    SafeFile.writeText(folder.resolve(name + ".json"), GSON.toJson(provenance) + "\n");
    records.write(csv);
  }

  private static JsonArray array(Set<JsonElement> elements) {
    JsonArray array = new JsonArray();
    elements.forEach(array::add);
    return array;
  }
}
