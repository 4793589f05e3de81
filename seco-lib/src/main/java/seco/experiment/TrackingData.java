package seco.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import seco.InputException;
import seco.run.Hashes;
import seco.run.Progress;
import seco.run.Scale;
import seco.run.Settings;
import seco.track.Got10kSequences;
import seco.track.Sequence;
import seco.track.otb.OtbSequences;

/**
 * The sequences of a comparison of trackers.
 *
 * @param name of those that are judged by: {@code lab}
 * @param train from which heads learn
 * @param test by which trackers are judged
 */
public record TrackingData(String name, List<Sequence> train, List<Sequence> test) {
  private static final String TRAIN = "train";
  private static final String VAL = "val";

  public TrackingData {
    train = List.copyOf(train);
    test = List.copyOf(test);
    Set<Path> learned = train.stream().map(Sequence::truthFile).collect(Collectors.toSet());
    for (Sequence sequence : test) {
      if (learned.contains(sequence.truthFile())) {
        throw new InputException(
            sequence.truthFile() + ": trackers cannot be judged by what their heads learn from");
      }
    }
  }

  /**
   * The video lab's sequences, made where they are missing.
   *
   * @param root folder of all data sets
   * @throws InputException for the paper's scale, at which there is no lab
   */
  public static TrackingData lab(Path root, Scale scale, Progress progress) throws IOException {
    LabTracking lab =
        switch (scale) {
          case SMOKE -> new LabTracking(96, 10, 3, 3, 1);
          case DESK -> new LabTracking(192, 48, 40, 20, 1);
          case PAPER ->
              throw new InputException(
                  "scale 'paper': there is no lab of that size, give sequences to learn from and"
                      + " to judge by");
        };
    String knobs = Hashes.ofText(Settings.toJson(lab)).substring(0, 8);
    Path folder = root.resolve("tracking-" + scale.id() + "-" + knobs);
    if (!Files.isDirectory(folder)) {
      lab.write(folder, progress);
    }
    return new TrackingData("lab", toLearnFrom(folder), toJudgeBy(folder));
  }

  /** The same heads judged by other sequences. */
  public TrackingData judgedBy(String newName, List<Sequence> others) {
    return new TrackingData(newName, train, others);
  }

  /** The same judges of trackers whose heads learn from other sequences. */
  public TrackingData learning(List<Sequence> others) {
    return new TrackingData(name, others, test);
  }

  /** Sequences to learn from, in GOT-10k's layout. */
  public static List<Sequence> toLearnFrom(Path folder) throws IOException {
    return Got10kSequences.read(folder, TRAIN);
  }

  /** Whether sequences to judge by are in GOT-10k's layout. */
  public static boolean isGot10k(Path folder) {
    return Got10kSequences.isOne(folder, VAL);
  }

  /**
   * Sequences to judge by, in OTB's layout or as the validation part in GOT-10k's.
   *
   * @throws InputException if there are none, or only ones to learn from
   */
  public static List<Sequence> toJudgeBy(Path folder) throws IOException {
    if (isGot10k(folder)) {
      return Got10kSequences.read(folder, VAL);
    }
    if (Got10kSequences.isOne(folder, TRAIN)) {
      throw new InputException(
          folder + ": has train but no val; to judge by what trackers learn from, give its train");
    }
    return OtbSequences.read(folder);
  }
}
