package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Progress;
import seco.run.Settings;
import seco.track.otb.Evaluation;
import seco.track.otb.OnePass;
import seco.track.otb.OtbReport;
import seco.track.otb.OtbResults;
import seco.track.otb.OtbSequences;
import seco.track.otb.Protocol;
import seco.video.RealData;

/** Real sequences as people have them on their disks. */
class RealSequencesTest {
  private static final ResNetConfig TRUNK = new ResNetConfig(18, 8, 0);

  @TempDir private Path folder;

  @Test
  void otbSequences_areReadAndJudged() throws IOException {
    Path root = RealData.require("otb_mini");
    List<Sequence> sequences = OtbSequences.read(root);
    assertTrue(sequences.size() >= 8, sequences.size() + " sequences");
    for (Sequence sequence : sequences) {
      assertTrue(sequence.requireStart().isPresent(), sequence.name());
      assertTrue(sequence.size() > 20, sequence.name());
    }
    OtbResults results = new OtbResults(folder.resolve("Identity"));
    Evaluation evaluation = new Evaluation(sequences.subList(0, 2), Protocol.OPE, results);
    assertTrue(evaluation.run(new IdentityTracker(), Progress.SILENT, () -> false));
    OtbReport report = evaluation.otb();
    double auc = report.overall().successAuc();
    assertTrue(auc > 0 && auc < 0.5, "" + auc);
    assertTrue(report.cut().isEmpty());
  }

  @Test
  void head_onRealSequences_isTrainedAndTracks() throws Exception {
    List<Sequence> learned = Got10kSequences.read(RealData.require("got10k_mini"), "train");
    assertEquals(10, learned.size());
    TrackConfig config =
        Settings.with(
            TrackConfig.of("ours", "smoke", TRUNK, TrackConfig.RANDOM, 1),
            Map.of("head.channels", 16, "training.epochs", 1));
    Path run = folder.resolve("run");
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder network =
            SecoEncoder.create(manager, TRUNK, SecoEncoder.Heads.PER_TASK, new Random(1));
        HeadTraining training = HeadTraining.start(config, learned, network.arrays(), run)) {
      assertEquals(5, training.steps());
      while (training.hasNext()) {
        assertTrue(Double.isFinite(training.next().loss()));
      }
    }
    Sequence first = OtbSequences.read(RealData.require("otb_mini")).get(0);
    Sequence start =
        Sequence.of(
            first.name(),
            first.images().subList(0, 6),
            first.truth().subList(0, 6),
            List.of(),
            first.truthFile());
    try (TrackRun opened = TrackRun.open(run);
        Tracker tracker = opened.tracker()) {
      List<Box> boxes = OnePass.over(start, tracker).boxes();
      assertEquals(first.truth().get(0), boxes.get(0));
      assertTrue(boxes.stream().allMatch(Box::isPresent), boxes.toString());
    }
  }
}
