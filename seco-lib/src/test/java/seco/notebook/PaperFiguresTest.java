package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.display.FilmStrip;
import seco.experiment.FrozenNetwork;
import seco.experiment.LabData;
import seco.lab.Action;
import seco.pretrain.PretrainConfig;
import seco.probe.FeatureConfig;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Progress;
import seco.run.Scale;
import seco.run.Seeds;

final class PaperFiguresTest {
  private static final List<String> ACTIONS = Action.all().stream().map(Action::name).toList();

  @TempDir private Path root = Path.of("");

  private LabData open() throws IOException {
    return LabData.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT);
  }

  @Test
  void figures1And2_showThePatchesOfAStep() throws IOException {
    PretrainConfig config = PretrainConfig.smoke();
    try (LabData lab = open();
        NDManager manager = NDManager.newBaseManager()) {
      FilmStrip tasks = PaperFigures.tasks(lab.train(), config.patches(), new Seeds(1));
      assertEquals("film strip of 3 rows, 12 pictures", tasks.toString()); // 5 + 4 + 3
      FrozenNetwork network = FrozenNetwork.random(config, manager);
      FilmStrip framework = PaperFigures.framework(network, lab.train(), 3, new Seeds(1));
      assertEquals("film strip of 3 rows, 15 pictures", framework.toString());
      network.encoder().close();
    }
  }

  @Test
  void figure3_judgesEveryFrameOfItsVideo() throws Exception {
    PretrainConfig config = PretrainConfig.smoke();
    FeatureConfig how = FeatureConfig.of(4, config.patches().pixels());
    try (LabData lab = open();
        NDManager manager = NDManager.newBaseManager()) {
      FrozenNetwork network = FrozenNetwork.random(config, manager);
      FeatureSet train = network.videos(lab.train(), how, Progress.SILENT);
      FeatureSet frames = network.frames(lab.test(), how, Progress.SILENT);
      LinearSvm.Model machine = LinearSvm.authors().train(train);
      FilmStrip strip = new FilmStrip(40);
      PaperFigures.addJudged(strip, lab.test(), frames, machine, 2, ACTIONS);
      assertEquals("film strip of 1 rows, 4 pictures", strip.toString());
      network.encoder().close();
    }
  }
}
