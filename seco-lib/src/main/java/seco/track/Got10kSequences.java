package seco.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import seco.InputException;
import seco.run.TextLine;
import seco.video.Frame;

/**
 * Sequences in GOT-10k's layout: {@code list.txt} with their names, and for each a folder of
 * pictures with {@code groundtruth.txt} and, where known, {@code cover.label}.
 *
 * <p>L. Huang, X. Zhao and K. Huang, <i>GOT-10k: A Large High-Diversity Benchmark for Generic
 * Object Tracking in the Wild</i>, <a href="https://arxiv.org/abs/1810.11981">arXiv:1810.11981</a>.
 */
public final class Got10kSequences {
  private static final String LIST = "list.txt";

  private Got10kSequences() {}

  /** Whether a folder is a part of such a data set, or holds one of the name. */
  public static boolean isOne(Path folder, String part) {
    return Files.isRegularFile(folder.resolve(LIST))
        || Files.isRegularFile(folder.resolve(part).resolve(LIST));
  }

  /**
   * Reads the sequences of a part.
   *
   * @param folder of the data set, or of the part
   * @param part such as {@code train} or {@code val}
   * @throws InputException naming file and line of what is wrong
   */
  public static List<Sequence> read(Path folder, String part) throws IOException {
    if (!isOne(folder, part)) {
      throw new InputException(
          "%s: not in GOT-10k's layout, neither it nor %s in it has a %s"
              .formatted(folder, part, LIST));
    }
    Path own = folder.resolve(LIST);
    Path list = Files.isRegularFile(own) ? own : folder.resolve(part).resolve(LIST);
    List<Sequence> sequences = new ArrayList<>();
    for (TextLine line : TextLine.read(list)) {
      Path sequence = list.resolveSibling(line.text());
      if (!Files.isDirectory(sequence)) {
        throw new InputException(line.where(list) + ": no folder " + sequence);
      }
      sequences.add(sequence(line.text(), sequence));
    }
    if (sequences.isEmpty()) {
      throw new InputException(list + ", line 1: names no sequence");
    }
    return sequences;
  }

  private static Sequence sequence(String name, Path folder) throws IOException {
    Path truth = folder.resolve("groundtruth.txt");
    List<Box> boxes = BoxFile.read(truth);
    return Sequence.of(name, pictures(folder), boxes, cover(folder, boxes.size()), truth);
  }

  /** The pictures of a folder by their names. */
  public static List<Path> pictures(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no folder of pictures");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(PictureFile::isOne).sorted().toList();
    }
  }

  /** How much is seen in each frame; nothing where no file says so. */
  private static List<Double> cover(Path folder, int boxes) throws IOException {
    Path file = folder.resolve("cover.label");
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    List<Double> labels = new ArrayList<>();
    for (TextLine line : TextLine.read(file)) {
      double[] values = BoxFile.numbers(line.text(), line.where(file));
      if (values.length != 1) {
        throw new InputException(line.where(file) + ": '" + line.text() + "' is no single number");
      }
      labels.add(values[0]);
    }
    if (labels.size() != boxes) {
      throw new InputException(
          "%s: %d lines of cover for %d boxes".formatted(file, labels.size(), boxes));
    }
    return labels;
  }

  /**
   * Width and height of a sequence's pictures, as {@code meta_info.ini} says or else the first
   * picture shows.
   */
  public static double[] resolution(Sequence sequence) throws IOException {
    Path file = sequence.truthFile().resolveSibling("meta_info.ini");
    if (Files.isRegularFile(file)) {
      for (TextLine line : TextLine.read(file)) {
        if (line.text().startsWith("resolution:")) {
          String pair = line.text().replaceAll("^resolution:|[()]", "").strip();
          double[] size = BoxFile.numbers(pair, line.where(file));
          if (size.length == 2 && size[0] > 0 && size[1] > 0) {
            return size;
          }
          throw new InputException(line.where(file) + ": '" + line.text() + "' is no (W, H)");
        }
      }
    }
    Frame first = sequence.frame(0);
    return new double[] {first.width(), first.height()};
  }
}
