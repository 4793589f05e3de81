package seco.track.otb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.track.Got10kSequences;
import seco.track.Sequence;
import seco.track.Tracker;

/**
 * A tracker's passes over the sequences of a data set and what they are worth. Passes whose files
 * are there are not made again; beside them stands the fingerprint of the sequences, and results of
 * others are refused.
 *
 * @param sequences all of the data set
 * @param protocol where passes begin
 * @param results where the passes are kept
 */
public record Evaluation(List<Sequence> sequences, Protocol protocol, ResultFolder results) {
  /** In the tracker's folder; a result's name ends in another way. */
  private static final String FINGERPRINT = "sequences.sha256";

  public Evaluation {
    sequences = List.copyOf(sequences);
  }

  /** Whether the work shall end after the sequence at hand; asked between sequences. */
  @FunctionalInterface
  public interface Stop {
    boolean requested();
  }

  /** Fingerprint of the sequences; see {@link Sequence#sha256}. */
  public String dataSha256() {
    return Sequence.sha256(sequences);
  }

  private Path fingerprint() {
    return results.folder().resolve(FINGERPRINT);
  }

  /** Requires results of these sequences. Other programs' results do not tell theirs. */
  private void requireSame() throws IOException {
    Path file = fingerprint();
    if (Files.isRegularFile(file) && !Files.readString(file).strip().equals(dataSha256())) {
      throw new InputException(
          file
              + ": the results beside it are of other sequences (names, pictures or boxes differ);"
              + " choose another folder for results, or delete this one");
    }
  }

  /** Requires that the results that are there, if any, are of these sequences, and says so. */
  private void claim() throws IOException {
    requireSame();
    if (Files.isRegularFile(fingerprint())) {
      return;
    }
    if (SafeFile.isOccupied(results.folder())) {
      throw new InputException(
          results.folder()
              + ": holds results, but no "
              + FINGERPRINT
              + " that tells of which sequences; choose another folder for results, or delete this"
              + " one");
    }
    SafeFile.createFolder(results.folder());
    SafeFile.writeText(fingerprint(), dataSha256() + "\n");
  }

  /**
   * Makes the passes that are missing, each on the disk when the next begins.
   *
   * @return whether all are there, which they are not when a stop was requested
   * @throws InputException if the folder holds results of other sequences, or of unknown ones, or a
   *     sequence has no box to begin with; nothing has been tracked then
   */
  public boolean run(Tracker tracker, Progress progress, Stop stop) throws IOException {
    List<List<Sequence>> passes = sequences.stream().map(protocol::passes).toList();
    passes.forEach(each -> each.forEach(Sequence::requireStart));
    claim(); // no sequence is refused for its boxes after this
    long all = sequences.stream().mapToLong(Sequence::size).sum();
    long done = 0;
    for (int i = 0; i < sequences.size(); i++) {
      for (Sequence pass : passes.get(i)) {
        for (int r = 0; r < results.repetitions(); r++) {
          if (!isDone(pass, r)) {
            if (stop.requested()) {
              return false;
            }
            results.write(pass, r, OnePass.over(pass, tracker));
          }
        }
      }
      done += sequences.get(i).size();
      progress.at(done, all);
    }
    return true;
  }

  /** Whether a pass is there with a box for each frame; one of another length is made anew. */
  private boolean isDone(Sequence pass, int repetition) throws IOException {
    return results.has(pass, repetition) && results.boxes(pass, repetition) == pass.size();
  }

  /**
   * The passes by OTB's rules: the frames of a sequence's passes are one pool; of several
   * repetitions the first counts.
   *
   * @throws InputException if the results are of other sequences, or one is missing
   */
  public OtbReport otb() throws IOException {
    requireSame();
    Map<String, Curves> curves = new LinkedHashMap<>();
    Map<String, Double> speeds = new LinkedHashMap<>();
    List<String> cut = new ArrayList<>();
    for (Sequence sequence : sequences) {
      List<FrameErrors> errors = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      for (Sequence pass : protocol.passes(sequence)) {
        Trace trace = results.read(pass, 0);
        if (trace.boxes().size() != pass.size()) {
          cut.add(pass.name());
        }
        errors.add(FrameErrors.of(trace.boxes(), pass.truth()));
        trace.framesPerSecond().ifPresent(rates::add);
      }
      curves.put(sequence.name(), Curves.of(FrameErrors.joined(errors)));
      rates.stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .ifPresent(speed -> speeds.put(sequence.name(), speed));
    }
    return new OtbReport(curves, speeds, cut);
  }

  /**
   * The passes by GOT-10k's rules, which know passes from the first frame only.
   *
   * @throws InputException if the results are of other sequences, or one is missing
   */
  public Got10kReport got10k() throws IOException {
    requireSame();
    Map<String, Got10kReport.Pool> pools = new LinkedHashMap<>();
    for (Sequence sequence : sequences) {
      List<Trace> traces = new ArrayList<>();
      for (int r = 0; r < results.repetitions(); r++) {
        traces.add(results.read(sequence, r));
      }
      double[] size = Got10kSequences.resolution(sequence);
      pools.put(sequence.name(), Got10kReport.Pool.of(sequence, size[0], size[1], traces));
    }
    return new Got10kReport(pools);
  }
}
