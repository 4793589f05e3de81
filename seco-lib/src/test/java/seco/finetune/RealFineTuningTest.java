package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.RealData;
import seco.video.VideoList;

/** Real videos of several lengths and widths, learned and tested; skipped where there are none. */
class RealFineTuningTest extends SmallTraining {
  private static final int EVERY = 60; // video of the list

  private FrameStore store(Path root, String list) throws Exception {
    List<VideoList.Entry> all = VideoList.read(root.resolve(list)).entries();
    List<VideoList.Entry> some =
        IntStream.range(0, all.size()).filter(i -> i % EVERY == 0).mapToObj(all::get).toList();
    Path target = folder.resolve(list + ".frames");
    new FrameStoreWriter(
            new VideoList(root.resolve(list), some), root, new FrameStoreConfig(30, 64, 90), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }

  @Test
  void realVideos_areLearnedAndTested() throws Exception {
    Path root = RealData.require("ucf101_mini");
    FineTuningConfig config = smoke("classes", 5);
    try (FrameStore train = store(root, "train_list.txt");
        FrameStore test = store(root, "test_list.txt")) {
      FineTuningStart begin = new FineTuningStart(arrays, START);
      try (FineTuning training = FineTuning.start(config, train, begin, folder.resolve("run"))) {
        while (training.hasNext()) {
          assertTrue(Double.isFinite(training.next().loss()));
        }
        VideoScores scores =
            new MultiViewTest(config, training.classifier())
                .scores(test, TestViews.TSN, Progress.SILENT);
        assertEquals(test.size(), scores.labels().length);
        assertEquals(1, scores.top(5));
      }
    }
  }
}
