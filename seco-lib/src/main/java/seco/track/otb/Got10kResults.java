package seco.track.otb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import seco.InputException;
import seco.run.SafeFile;
import seco.track.Box;
import seco.track.BoxFile;
import seco.track.Sequence;

/**
 * Results as GOT-10k's toolkit lays them out: in a folder for each sequence {@code
 * <sequence>_001.txt}, {@code _002.txt}, … with a box a line, and {@code <sequence>_time.txt} with
 * the seconds of each frame, a column for each repetition.
 *
 * @param folder of the tracker
 * @param repetitions passes over each sequence; the benchmark asks for three of a tracker that
 *     draws random numbers
 */
public record Got10kResults(Path folder, int repetitions) implements ResultFolder {
  private Path file(Sequence sequence, int repetition) {
    String name = String.format(Locale.ROOT, "%s_%03d.txt", sequence.name(), repetition + 1);
    return folder.resolve(sequence.name()).resolve(name);
  }

  private Path times(Sequence sequence) {
    return folder.resolve(sequence.name()).resolve(sequence.name() + "_time.txt");
  }

  /** As many repetitions as a sequence has files. */
  static int found(Path folder, Sequence sequence) {
    int found = 0;
    while (new Got10kResults(folder, found + 1).has(sequence, found)) {
      found++;
    }
    return found;
  }

  @Override
  public boolean has(Sequence sequence, int repetition) {
    return Files.isRegularFile(file(sequence, repetition));
  }

  @Override
  public int boxes(Sequence sequence, int repetition) throws IOException {
    return BoxFile.read(file(sequence, repetition)).size();
  }

  @Override
  public Trace read(Sequence sequence, int repetition) throws IOException {
    Path times = times(sequence);
    double[][] seconds = Files.isRegularFile(times) ? TimeFile.read(times) : new double[0][];
    Path file = ResultFolder.require(file(sequence, repetition));
    List<Box> boxes = BoxFile.read(file);
    if (boxes.size() != sequence.size()) {
      throw new InputException(
          "%s: %d boxes for %d frames".formatted(file, boxes.size(), sequence.size()));
    }
    return new Trace(boxes, repetition < seconds.length ? seconds[repetition] : new double[0]);
  }

  @Override
  public void write(Sequence sequence, int repetition, Trace trace) throws IOException {
    SafeFile.createFolder(folder.resolve(sequence.name()));
    double[][] before = new double[repetition][];
    for (int r = 0; r < repetition; r++) {
      before[r] = read(sequence, r).seconds();
    }
    StringBuilder text = new StringBuilder();
    for (int frame = 0; frame < trace.seconds().length; frame++) {
      for (double[] seconds : before) {
        double known = frame < seconds.length ? seconds[frame] : 0;
        text.append(String.format(Locale.ROOT, "%.8f,", known));
      }
      text.append(String.format(Locale.ROOT, "%.8f\n", trace.seconds()[frame]));
    }
    SafeFile.writeText(times(sequence), text.toString());
    SafeFile.writeText(file(sequence, repetition), ResultFolder.lines(trace.boxes()));
  }
}
