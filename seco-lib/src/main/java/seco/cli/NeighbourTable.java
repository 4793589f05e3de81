package seco.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import seco.InputException;
import seco.probe.FeatureSet;
import seco.probe.Neighbours;
import seco.run.SafeFile;

/** Found neighbours as CSV, a line each: queries in their order, of each the nearest first. */
final class NeighbourTable {
  private static final String HEADER = "query,label,place,neighbour,neighbour_label,cosine,right\n";

  private NeighbourTable() {}

  static void requirePlace(String option, Path file) {
    SafeFile.requireWritable(file);
    if (Files.isDirectory(file)) {
      throw new InputException(option + " " + file + ": is a folder");
    }
  }

  static void write(Path file, Neighbours found, FeatureSet queries, FeatureSet gallery)
      throws IOException {
    SafeFile.createParent(file);
    SafeFile.write(
        file,
        out -> {
          out.write(HEADER.getBytes(StandardCharsets.UTF_8));
          for (int query = 0; query < found.size(); query++) {
            String lines = lines(query, found, queries, gallery);
            out.write(lines.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static String lines(int query, Neighbours found, FeatureSet queries, FeatureSet gallery) {
    StringBuilder lines = new StringBuilder();
    int label = queries.labels()[query];
    for (int i = 0; i < found.rows()[query].length; i++) {
      int row = found.rows()[query][i];
      int other = gallery.labels()[row];
      lines.append(quoted(queries.names().get(query))).append(',').append(label).append(',');
      lines.append(i + 1).append(',');
      lines.append(quoted(gallery.names().get(row))).append(',').append(other).append(',');
      lines.append(String.format(Locale.ROOT, "%.6f", found.cosines()[query][i]));
      lines.append(',').append(other == label).append('\n');
    }
    return lines.toString();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
