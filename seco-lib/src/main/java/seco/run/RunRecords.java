package seco.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import seco.InputException;

/**
 * The records of an experiment: a small table that is kept, from which every figure is drawn again.
 *
 * @param rows in the order of the runs
 */
public record RunRecords(List<RunRecord> rows) {
  private static final String HEADER = "variant,seed,metric,value,card";

  /** Of tables from before the numbers had cards. */
  private static final String OLDER = "variant,seed,metric,value";

  public RunRecords {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a table and the cards beside it. The numbers of a table from before there were cards have
   * empty ones.
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
    String header = lines.isEmpty() ? "" : lines.get(0);
    if (!header.equals(HEADER) && !header.equals(OLDER)) {
      throw new InputException(file + ", line 1: the header must be " + HEADER);
    }
    Map<String, Card> cards =
        header.equals(OLDER) ? Map.of() : CardFile.read(CardFile.beside(file));
    List<RunRecord> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(parse(lines.get(i), header, cards, file + ", line " + (i + 1)));
    }
    return new RunRecords(rows);
  }

  private static RunRecord parse(
      String line, String header, Map<String, Card> cards, String where) {
    String[] fields = line.split(",", -1);
    if (fields.length != header.split(",", -1).length) {
      throw new InputException(where + ": expected " + header + ", found '" + line + "'");
    }
    String id = fields.length > 4 ? fields[4] : "";
    Card card = id.isEmpty() ? Card.EMPTY : cards.get(id);
    if (card == null) {
      throw new InputException(where + ": no card '" + id + "' beside the table");
    }
    try {
      Score score = new Score(fields[2], Double.parseDouble(fields[3]), card);
      return new RunRecord(fields[0], Long.parseLong(fields[1]), score);
    } catch (NumberFormatException e) {
      throw new InputException(where + ": no number in '" + line + "'", e);
    }
  }

  /** Writes the table whole, and its cards beside it. */
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    Set<Card> cards = new LinkedHashSet<>();
    for (RunRecord row : rows) {
      Card card = row.score().card();
      boolean said = !card.equals(Card.EMPTY);
      text.append(row.variant()).append(',').append(row.seed()).append(',');
      text.append(row.metric()).append(',').append(row.value()).append(',');
      text.append(said ? card.id() : "").append('\n');
      if (said) {
        cards.add(card);
      }
    }
    CardFile.write(CardFile.beside(file), cards);
    SafeFile.writeText(file, text.toString());
  }

  /** These records and others after them. */
  public RunRecords and(RunRecords others) {
    List<RunRecord> all = new ArrayList<>(rows);
    all.addAll(others.rows);
    return new RunRecords(all);
  }

  /**
   * These records and those of others that are not among them. A number that both have stands once.
   *
   * @throws InputException if both have measured a run, and differently
   */
  public RunRecords joined(RunRecords others) {
    List<RunRecord> all = new ArrayList<>(rows);
    for (RunRecord row : others.rows) {
      Optional<Double> here = value(row.variant(), row.seed(), row.metric());
      if (here.isEmpty()) {
        all.add(row);
      } else if (here.get() != row.value()) {
        throw new InputException(
            "%s of %s, seed %d: %s in one table, %s in another"
                .formatted(row.metric(), row.variant(), row.seed(), here.get(), row.value()));
      }
    }
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
    return score(variant, seed, metric).map(Score::value);
  }

  /** The same with its card. */
  public Optional<Score> score(String variant, long seed, String metric) {
    return rows.stream()
        .filter(row -> row.variant().equals(variant) && row.seed() == seed)
        .filter(row -> row.metric().equals(metric))
        .map(RunRecord::score)
        .findFirst();
  }

  /**
   * What one variant has above another, seed by seed.
   *
   * @throws InputException if a seed has only one of them, or their protocols or data differ
   */
  public double[] differences(String variant, String other, String metric) {
    List<Double> differences = new ArrayList<>();
    for (RunRecord row : rows) {
      if (row.variant().equals(variant) && row.metric().equals(metric)) {
        Score paired =
            score(other, row.seed(), metric)
                .orElseThrow(
                    () ->
                        new InputException(
                            "%s of %s, seed %d: %s has none of that seed"
                                .formatted(metric, variant, row.seed(), other)));
        differences.add(row.score().above(paired));
      }
    }
    return differences.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Requires the numbers of a metric to belong into one column: the same protocol, though networks
   * and the seeds of the data may differ.
   *
   * @throws InputException naming every field in which they differ
   */
  public RunRecords requireOneProtocol(String metric) {
    List<Score> scores =
        rows.stream().filter(row -> row.metric().equals(metric)).map(RunRecord::score).toList();
    scores.forEach(score -> score.requireSameProtocol(scores.get(0)));
    return this;
  }
}
