package seco.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.Hashes;
import seco.run.SafeFile;

/** The names of a feature file's rows, {@code train.csv} beside {@code train.safetensors}. */
public final class FeatureNames {
  private static final String HEADER = "name,label\n";

  private FeatureNames() {}

  /** The file of names that belongs to a file of features. */
  public static Path beside(Path file) {
    String name = String.valueOf(file.getFileName()).replaceAll("\\.safetensors$", "");
    return file.resolveSibling(name + ".csv");
  }

  /**
   * Requires the place of the names to be free, or to hold names.
   *
   * @throws InputException if another table stands there, which would be lost
   */
  static void requirePlace(Path file) throws IOException {
    Path csv = beside(file);
    if (Files.isDirectory(csv) || Files.exists(csv) && !isOfNames(csv)) {
      throw new InputException(
          "%s: stands where the names of %s belong; choose another name for the features"
              .formatted(csv, file.getFileName()));
    }
  }

  private static boolean isOfNames(Path csv) throws IOException {
    byte[] wanted = HEADER.getBytes(StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(csv)) {
      return Arrays.equals(in.readNBytes(wanted.length), wanted);
    }
  }

  /** Writes the names whole and returns the fingerprint of their file. */
  static String write(Path file, int rows, IntFunction<String> names, IntUnaryOperator labels)
      throws IOException {
    MessageDigest digest = Hashes.sha256();
    SafeFile.write(
        beside(file),
        out -> {
          OutputStream read = new DigestOutputStream(out, digest);
          read.write(HEADER.getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < rows; i++) {
            String name = names.apply(i).replace("\"", "\"\"");
            String line = "\"" + name + "\"," + labels.applyAsInt(i) + "\n";
            read.write(line.getBytes(StandardCharsets.UTF_8));
          }
        });
    return Hashes.hex(digest);
  }

  /**
   * Reads the names.
   *
   * @param sha256 fingerprint that the feature file tells; null where it tells none
   */
  static List<String> read(Path file, int count, @Nullable String sha256) throws IOException {
    Path csv = beside(file);
    if (!Files.isRegularFile(csv)) {
      throw new InputException(csv + ": missing, it belongs to " + file);
    }
    List<String> names =
        Files.readAllLines(csv).stream().skip(1).map(line -> name(csv, line)).toList();
    if (names.size() != count) {
      throw new InputException(csv + ": " + names.size() + " names for " + count + " features");
    }
    if (sha256 != null && !sha256.equals(Hashes.ofFile(csv))) {
      throw new InputException(csv + ": is not the file that was written with " + file);
    }
    return names;
  }

  private static String name(Path csv, String line) {
    int end = line.lastIndexOf('"');
    if (end < 1) {
      throw new InputException(csv + ": damaged line '" + line + "'");
    }
    return line.substring(1, end).replace("\"\"", "\"");
  }
}
