package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import seco.InputException;
import seco.run.CsvRows;
import seco.run.SafeFile;
import seco.track.Sequence;
import seco.track.otb.Attribute;
import seco.track.otb.Attributes;

/**
 * What is kept of the sequences by which trackers were judged, so that tables are drawn without
 * them.
 *
 * @param rows one a sequence
 */
public record SequenceTable(List<Row> rows) {
  private static final String SEQUENCE = "sequence";
  private static final String FRAMES = "frames";
  private static final String ATTRIBUTES = "attributes";

  /** A sequence's length and what makes it hard. */
  public record Row(String name, int frames, Set<Attribute> attributes) {
    public Row {
      attributes = Set.copyOf(attributes);
    }
  }

  public SequenceTable {
    rows = List.copyOf(rows);
  }

  static SequenceTable of(List<Sequence> sequences) {
    return new SequenceTable(
        sequences.stream().map(s -> new Row(s.name(), s.size(), Attributes.of(s))).toList());
  }

  static SequenceTable read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (CsvRows table = CsvRows.open(file, SEQUENCE, FRAMES, ATTRIBUTES)) {
      while (table.next()) {
        rows.add(row(table));
      }
    }
    return new SequenceTable(rows);
  }

  private static Row row(CsvRows table) {
    Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    String told = table.field(ATTRIBUTES);
    try {
      for (String name : told.isEmpty() ? new String[0] : told.split(" ")) {
        attributes.add(Attribute.valueOf(name));
      }
      return new Row(table.field(SEQUENCE), Integer.parseInt(table.field(FRAMES)), attributes);
    } catch (IllegalArgumentException e) { // of a number too
      throw new InputException(
          "%s: '%s' frames, '%s': no number, or no attributes"
              .formatted(table.where(), table.field(FRAMES), told),
          e);
    }
  }

  void write(Path file) throws IOException {
    List<List<Object>> lines = new ArrayList<>();
    for (Row row : rows) {
      String attributes =
          row.attributes().stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
      lines.add(List.of(row.name(), row.frames(), attributes));
    }
    SafeFile.writeText(file, CsvRows.text(List.of(SEQUENCE, FRAMES, ATTRIBUTES), lines));
  }

  /** Names in order. */
  public List<String> names() {
    return rows.stream().map(Row::name).toList();
  }

  /** The sequences that have an attribute. */
  public List<String> with(Attribute attribute) {
    return rows.stream()
        .filter(row -> row.attributes().contains(attribute))
        .map(Row::name)
        .toList();
  }
}
