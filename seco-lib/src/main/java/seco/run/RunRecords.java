package seco.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import seco.InputException;

/**
 * The records of an experiment: a small table that is kept, from which every figure is drawn again.
 *
 * @param rows in the order of the runs
 */
public record RunRecords(List<RunRecord> rows) {
  private static final String HEADER = "variant,seed,metric,value";

  public RunRecords {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a table.
   *
   * @throws InputException naming file, line and value of what is wrong
   */
  public static RunRecords read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such records", e);
    }
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new InputException(file + ", line 1: the header must be " + HEADER);
    }
    List<RunRecord> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(parse(lines.get(i), file + ", line " + (i + 1)));
    }
    return new RunRecords(rows);
  }

  private static RunRecord parse(String line, String where) {
    String[] fields = line.split(",", -1);
    try {
      if (fields.length == 4) {
        double value = Double.parseDouble(fields[3]);
        return new RunRecord(fields[0], Long.parseLong(fields[1]), fields[2], value);
      }
    } catch (NumberFormatException e) {
      throw new InputException(where + ": no number in '" + line + "'", e);
    }
    throw new InputException(where + ": expected " + HEADER + ", found '" + line + "'");
  }

  /** Writes the table whole. */
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (RunRecord row : rows) {
      text.append(row.variant()).append(',').append(row.seed()).append(',');
      text.append(row.metric()).append(',').append(row.value()).append('\n');
    }
    SafeFile.writeText(file, text.toString());
  }

  /** These records and others after them. */
  public RunRecords and(RunRecords others) {
    List<RunRecord> all = new ArrayList<>(rows);
    all.addAll(others.rows);
    return new RunRecords(all);
  }

  /** The records of some variants. */
  public RunRecords only(String... variants) {
    Set<String> kept = Set.of(variants);
    return new RunRecords(rows.stream().filter(row -> kept.contains(row.variant())).toList());
  }

  /** The variants in the order in which they appear. */
  public List<String> variants() {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(row.variant()));
    return List.copyOf(names);
  }

  /** The seeds in the order in which they appear. */
  public List<Long> seeds() {
    Set<Long> seeds = new LinkedHashSet<>();
    rows.forEach(row -> seeds.add(row.seed()));
    return List.copyOf(seeds);
  }

  /** The values of a metric in a variant's runs, one a seed. */
  public double[] values(String variant, String metric) {
    return rows.stream()
        .filter(row -> row.variant().equals(variant) && row.metric().equals(metric))
        .mapToDouble(RunRecord::value)
        .toArray();
  }

  /** The value of a metric in one run; empty where it was not measured. */
  public Optional<Double> value(String variant, long seed, String metric) {
    return rows.stream()
        .filter(row -> row.variant().equals(variant) && row.seed() == seed)
        .filter(row -> row.metric().equals(metric))
        .map(RunRecord::value)
        .findFirst();
  }
}
