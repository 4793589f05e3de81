package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.augment.Geometry;
import seco.compile.Precision;
import seco.dataset.Normalisation;
import seco.run.Progress;
import seco.tensor.Gradients;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.Pictures;
import seco.video.VideoList;

class MultiViewTestTest extends SmallTraining {
  private static final TestViews VIEWS = new TestViews("own", 2, 1);

  /** Scores of a video: the mean of the scores of all its views, taken one by one. */
  @Test
  void scores_areTheMeanOverFramesAndCrops() throws Exception {
    FineTuningConfig config = smoke();
    try (NDManager manager = NDManager.newBaseManager();
        TsnClassifier tsn = TsnClassifier.create(manager, config)) {
      tsn.takeTrunk(arrays);
      VideoScores scores = new MultiViewTest(config, tsn).scores(store, VIEWS, Progress.SILENT);
      for (int video : new int[] {0, 7}) {
        NDArray sum = manager.zeros(new Shape(1, 10));
        for (int frame : new int[] {2, 6}) { // of 8 frames: floor(8 / 4), floor(24 / 4)
          sum.addi(threeScores(manager, tsn, config, video, frame));
        }
        float[] expected = sum.div(6).toFloatArray();
        float[] actual = Arrays.copyOfRange(scores.values(), 10 * video, 10 * video + 10);
        assertArrayEquals(expected, actual, 1e-4f);
        double[][] each = new MultiViewTest(config, tsn).frames(store, video, 2, 6);
        for (int k = 0; k < 10; k++) {
          assertEquals(actual[k], (each[0][k] + each[1][k]) / 2, 1e-4);
        }
      }
    }
  }

  private static NDArray threeScores(
      NDManager manager, TsnClassifier tsn, FineTuningConfig config, int video, int frame)
      throws Exception {
    Gradients.off();
    int pixels = config.testPixels();
    Normalisation normalisation = new Normalisation(manager, pixels);
    NDArray sum = manager.zeros(new Shape(1, 10));
    try (Mat picture = store.mat(video, frame, pixels)) {
      for (Mat crop : Geometry.threeCrops(picture, pixels)) {
        byte[] rgb = Pictures.toFrame(crop).rgb();
        ByteBuffer buffer = ByteBuffer.allocateDirect(rgb.length).put(rgb);
        NDArray image = normalisation.images(manager, buffer, 1);
        sum.addi(tsn.scores(tsn.encoder().features(image, false)));
        crop.close();
      }
    }
    return sum;
  }

  @Test
  void compiled_scoresAsTheBlocks() throws Exception {
    finish(start(smoke(), "run"));
    try (NDManager manager = NDManager.newBaseManager();
        FineTunedNetwork tuned = FineTunedNetwork.open(folder.resolve("run"), manager)) {
      assertEquals(6, tuned.steps());
      assertEquals("12ab", tuned.start().get("encoder").orElseThrow());
      VideoScores blocks =
          new MultiViewTest(tuned.config(), tuned.classifier())
              .scores(other, TestViews.TSN, Progress.SILENT);
      VideoScores compiled =
          new MultiViewTest(smoke().withPrecision(Precision.FLOAT32), tuned.classifier())
              .scores(other, TestViews.TSN, Progress.SILENT);
      assertArrayEquals(blocks.values(), compiled.values(), 1e-3f);
      assertTrue(blocks.top(1) >= 0 && blocks.top(5) >= blocks.top(1) && blocks.top(10) == 1);
    }
  }

  @Test
  void authorsViews_needEveryFrame() throws Exception {
    VideoList list = VideoList.read(data.resolve("lab1/train.txt"));
    Path few = folder.resolve("few");
    new FrameStoreWriter(list, data.resolve("lab1"), new FrameStoreConfig(4, 64, 90), false)
        .write(few, 2, Progress.SILENT);
    FineTuningConfig config = smoke();
    try (NDManager manager = NDManager.newBaseManager();
        TsnClassifier tsn = TsnClassifier.create(manager, config);
        FrameStore reduced = FrameStore.open(few)) {
      MultiViewTest test = new MultiViewTest(config, tsn);
      InputException e =
          assertThrows(
              InputException.class, () -> test.scores(reduced, TestViews.AUTHORS, Progress.SILENT));
      assertTrue(e.getMessage().contains("runs of successive frames need all"), e.getMessage());
      VideoScores whole = test.scores(store, TestViews.AUTHORS, Progress.SILENT); // 8 < 16 frames
      assertEquals(12, whole.labels().length);
      MultiViewTest fewer = new MultiViewTest(smoke("classes", 5), tsn);
      assertThrows(InputException.class, () -> fewer.scores(store, TestViews.TSN, Progress.SILENT));
    }
  }

  @Test
  void views_haveNames() {
    assertEquals("25 x 1 frames x 3 crops", TestViews.of("tsn").title());
    assertEquals("20 x 16 frames x 3 crops", TestViews.of("authors").title());
    assertThrows(InputException.class, () -> TestViews.of("all"));
  }
}
