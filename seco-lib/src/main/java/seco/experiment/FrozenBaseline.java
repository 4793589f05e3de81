package seco.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import seco.probe.FeatureConfig;
import seco.probe.FeaturePair;
import seco.run.Card;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * What a linear machine reads from a network that is not fine-tuned: the linear protocol on the
 * same videos.
 *
 * @param network frozen
 * @param how its features are taken
 * @param train videos that the machine learns from
 * @param test videos that judge it
 */
record FrozenBaseline(FrozenNetwork network, FeatureConfig how, FrameStore train, FrameStore test) {
  /** With the frames that go with a preset. */
  static FrozenBaseline of(
      FrozenNetwork network, String preset, FrameStore train, FrameStore test) {
    FeatureConfig how = FeatureConfig.forPreset(preset, network.config().patches().pixels());
    return new FrozenBaseline(network, how, train, test);
  }

  /** The accuracy, which is kept in a file. */
  RunRecords measured(String label, long seed, Path file) throws IOException, InterruptedException {
    if (Files.exists(file)) {
      RunRecords kept = RunRecords.read(file);
      if (isOf(kept)) {
        return kept;
      }
    }
    FeaturePair pair =
        new FeaturePair(
            label,
            network.videos(train, how, Progress.SILENT),
            network.videos(test, how, Progress.SILENT));
    Score top1 = LinearProtocol.paper().top1(pair);
    Score named = new Score(FineTuningRecords.FROZEN, top1.value(), top1.card());
    RunRecords records = new RunRecords(List.of(new RunRecord(label, seed, named)));
    records.write(file);
    return records;
  }

  /** Whether a kept number is of this network, these videos and frames. */
  private boolean isOf(RunRecords kept) {
    Card wanted =
        network
            .card()
            .with("train", train.contentSha256())
            .with("test", test.contentSha256())
            .with("framesPerVideo", how.framesPerVideo())
            .with("pixels", how.pixels());
    return !kept.rows().isEmpty()
        && kept.rows()
            .get(0)
            .score()
            .card()
            .fields()
            .entrySet()
            .containsAll(wanted.fields().entrySet());
  }
}
