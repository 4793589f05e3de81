package seco.track.otb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import seco.InputException;
import seco.track.Box;
import seco.track.BoxFile;
import seco.track.Got10kSequences;
import seco.track.Sequence;

/**
 * Sequences in OTB's layout: a folder each, with the pictures in {@code img} and a truth file for
 * each target. Folders of other names than OTB-100's are sequences too.
 *
 * <p>Y. Wu, J. Lim and M.-H. Yang, <i>Object Tracking Benchmark</i>, TPAMI 37(9), 2015.
 */
public final class OtbSequences {
  private static final Pattern TRUTH = Pattern.compile("groundtruth_rect(\\.\\d+)?\\.txt");
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.[A-Za-z]+$");

  private OtbSequences() {}

  /**
   * Reads the sequences below a folder, in the order of their truth files. Where a folder has
   * several targets the name is {@code Folder.1}; a truth file without a box is passed over where
   * another has some.
   *
   * @throws InputException naming file and line of what is wrong
   */
  public static List<Sequence> read(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new InputException(root + ": no folder of sequences");
    }
    List<Sequence> sequences = new ArrayList<>();
    for (Path folder : sorted(root)) {
      if (Files.isDirectory(folder)) {
        sequences.addAll(targets(folder));
      }
    }
    if (sequences.isEmpty()) {
      throw new InputException(
          root + ": no sequence, that is a folder with groundtruth_rect.txt and img");
    }
    return sequences;
  }

  /** The targets of one folder, none where it has no truth file. */
  static List<Sequence> targets(Path folder) throws IOException {
    List<Path> files =
        sorted(folder).stream()
            .filter(file -> TRUTH.matcher(file.getFileName().toString()).matches())
            .toList();
    List<Path> filled = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > 0) {
        filled.add(file);
      }
    }
    List<Sequence> targets = new ArrayList<>();
    for (Path file : filled.isEmpty() ? files : filled) {
      targets.add(target(folder, file, filled.size() > 1));
    }
    return targets;
  }

  private static Sequence target(Path folder, Path file, boolean several) throws IOException {
    Matcher number = TRUTH.matcher(file.getFileName().toString());
    String suffix = number.matches() && number.group(1) != null ? number.group(1) : "";
    String name = folder.getFileName() + (several ? suffix : "");
    List<Box> truth = BoxFile.read(file);
    Path pictures = folder.resolve("img");
    List<Path> images = Got10kSequences.pictures(pictures);
    return Sequence.of(name, counted(folder, images, truth.size()), truth, List.of(), file);
  }

  /** The pictures that count: all, unless there are more than boxes and a range is known. */
  private static List<Path> counted(Path folder, List<Path> images, int boxes) {
    Optional<FrameRanges.Range> range = FrameRanges.of(folder.getFileName().toString());
    if (images.size() <= boxes || range.isEmpty()) {
      return images;
    }
    return images.stream().filter(image -> range.get().contains(number(image))).toList();
  }

  private static long number(Path image) {
    Matcher number = NUMBER.matcher(image.getFileName().toString());
    return number.find() && number.group(1).length() < 10 ? Long.parseLong(number.group(1)) : -1;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.comparing(file -> file.getFileName().toString())).toList();
    }
  }
}
