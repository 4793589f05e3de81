package seco.track.otb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import seco.InputException;
import seco.run.SafeFile;
import seco.track.Box;
import seco.track.BoxFile;
import seco.track.Sequence;

/**
 * Results as OTB's toolkits lay them out: {@code <tracker>/<sequence>.txt} with a box a line, and
 * {@code <tracker>/times/<sequence>_time.txt} with the seconds of each frame.
 *
 * @param folder of the tracker
 */
public record OtbResults(Path folder) implements ResultFolder {
  @Override
  public int repetitions() {
    return 1;
  }

  private Path file(Sequence sequence) {
    return folder.resolve(sequence.name() + ".txt");
  }

  private Path times(Sequence sequence) {
    return folder.resolve("times").resolve(sequence.name() + "_time.txt");
  }

  @Override
  public boolean has(Sequence sequence, int repetition) {
    return Files.isRegularFile(file(sequence));
  }

  @Override
  public int boxes(Sequence sequence, int repetition) throws IOException {
    return BoxFile.read(file(sequence)).size();
  }

  @Override
  public Trace read(Sequence sequence, int repetition) throws IOException {
    Path times = times(sequence);
    double[] seconds = Files.isRegularFile(times) ? TimeFile.read(times)[0] : new double[0];
    Path file = ResultFolder.require(file(sequence));
    List<Box> boxes = BoxFile.read(file);
    if (boxes.isEmpty()) {
      throw new InputException(file + ": empty, holds no box of " + sequence.name());
    }
    return new Trace(boxes, seconds);
  }

  @Override
  public void write(Sequence sequence, int repetition, Trace trace) throws IOException {
    StringBuilder seconds = new StringBuilder();
    Arrays.stream(trace.seconds())
        .forEach(s -> seconds.append(String.format(Locale.ROOT, "%.8f\n", s)));
    SafeFile.createFolder(folder.resolve("times"));
    SafeFile.writeText(times(sequence), seconds.toString());
    SafeFile.writeText(file(sequence), ResultFolder.lines(trace.boxes())); // now it is there
  }
}
