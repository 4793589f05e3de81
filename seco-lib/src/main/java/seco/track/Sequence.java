package seco.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import seco.InputException;
import seco.run.Hashes;
import seco.run.TextLine;
import seco.video.Frame;

/**
 * Pictures in their order with the truth of each.
 *
 * @param name of the sequence, and of its target where there are several
 * @param images of the frames
 * @param truth box of each frame
 * @param start box with which a tracker begins, usually the first of the truth
 * @param startSource where that box is from, for messages
 * @param cover how much of the target is seen in each frame, 0..8; empty where it is not known
 * @param truthFile from which the boxes are
 */
public record Sequence(
    String name,
    List<Path> images,
    List<Box> truth,
    Box start,
    String startSource,
    List<Double> cover,
    Path truthFile) {
  public Sequence {
    images = List.copyOf(images);
    truth = List.copyOf(truth);
    cover = List.copyOf(cover);
    if (images.size() != truth.size()) {
      throw new InputException(
          "%s: %d boxes for the %d pictures of %s"
              .formatted(
                  place(truthFile, truth.size(), images.size()),
                  truth.size(),
                  images.size(),
                  name));
    }
    if (truth.isEmpty()) {
      throw new InputException(truthFile + ", line 1: no box, and no picture of " + name);
    }
    if (!cover.isEmpty() && cover.size() != truth.size()) {
      throw new IllegalArgumentException(
          "%d values of cover for %d boxes of %s".formatted(cover.size(), truth.size(), name));
    }
  }

  /**
   * A sequence whose first box is the truth's.
   *
   * @throws InputException if the numbers of boxes and pictures differ, or there are none
   */
  public static Sequence of(
      String name, List<Path> images, List<Box> truth, List<Double> cover, Path truthFile) {
    Box start = truth.isEmpty() ? Box.ABSENT : truth.get(0);
    return new Sequence(name, images, truth, start, frame(truthFile, 0, name), cover, truthFile);
  }

  /** The line of the first box without a picture, or of the last box where they are too few. */
  private static String place(Path truthFile, int boxes, int pictures) {
    try {
      List<TextLine> lines = Files.exists(truthFile) ? TextLine.read(truthFile) : List.of();
      int box = Math.min(boxes - 1, pictures);
      return box >= 0 && box < lines.size()
          ? lines.get(box).where(truthFile)
          : truthFile + ", line 1";
    } catch (IOException e) {
      throw new UncheckedIOException(truthFile + ": cannot be read", e);
    }
  }

  private static String frame(Path truthFile, int number, String name) {
    return "%s, frame %d of %s".formatted(truthFile, number + 1, name);
  }

  /**
   * Fingerprint of sequences: another where a name, a picture's name, a box, a start or a cover is
   * another. What the pictures show is not looked at, nor where they lie.
   */
  public static String sha256(List<Sequence> sequences) {
    MessageDigest digest = Hashes.sha256();
    for (Sequence sequence : sequences) {
      add(digest, List.of(sequence.name, sequence.start));
      add(digest, sequence.images.stream().map(Path::getFileName).toList());
      add(digest, sequence.truth);
      add(digest, sequence.cover);
    }
    return Hashes.hex(digest);
  }

  /** Adds the number of things and a line for each; numbers are told exactly. */
  private static void add(MessageDigest digest, List<?> things) {
    StringBuilder lines = new StringBuilder().append(things.size()).append('\n');
    things.forEach(thing -> lines.append(thing).append('\n'));
    digest.update(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Number of frames. */
  public int size() {
    return images.size();
  }

  /**
   * Reads a frame.
   *
   * @throws InputException if its picture is missing or damaged
   */
  public Frame frame(int number) {
    return PictureFile.read(images.get(number));
  }

  /**
   * Requires a box with which a tracker can begin.
   *
   * @throws InputException naming where it is from if it has no area
   */
  public Box requireStart() {
    if (!start.isPresent()) {
      throw new InputException(
          startSource + ": " + start.toLine() + " has no area for a tracker to begin with");
    }
    return start;
  }

  /** The frames from one on, as a sequence of its own. */
  public Sequence from(int first, String newName) {
    int end = size();
    return new Sequence(
        newName,
        images.subList(first, end),
        truth.subList(first, end),
        truth.get(first),
        frame(truthFile, first, name),
        cover.isEmpty() ? cover : cover.subList(first, end),
        truthFile);
  }

  /**
   * The same frames for a tracker that begins with another box.
   *
   * @param source where the box is from, for messages
   */
  public Sequence startingWith(Box box, String source, String newName) {
    return new Sequence(newName, images, truth, box, source, cover, truthFile);
  }
}
