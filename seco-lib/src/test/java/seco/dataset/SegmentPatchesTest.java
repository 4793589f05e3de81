package seco.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.augment.Geometry;
import seco.run.Seeds;
import seco.video.Frame;
import seco.video.FrameStore;
import seco.video.Pictures;

class SegmentPatchesTest {
  private static final int PIXELS = 32;
  private static final int FRAME = 3 * PIXELS * PIXELS;

  @TempDir private Path folder;

  private static SegmentPatches patches(FrameStore store, int segments, long seed) {
    Augmenter augmenter = new Augmenter(AugmentationConfig.paper(), PIXELS);
    return new SegmentPatches(store, segments, augmenter, 4, PIXELS, new Seeds(seed));
  }

  private static float[] images(SegmentBatch batch) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Normalisation normalisation = new Normalisation(manager, PIXELS);
      return batch.images(manager, normalisation, 0, batch.size()).toFloatArray();
    }
  }

  @Test
  void batch_isTheSameForTheSameNumber_andAnEpochHoldsEveryVideoOnce() throws IOException {
    try (FrameStore store = SmallStore.make(folder)) {
      SegmentPatches patches = patches(store, 3, 1);
      assertEquals(2, patches.stepsPerEpoch());
      SegmentBatch first = patches.newBatch();
      SegmentBatch second = patches.newBatch();
      patches.fill(0, first);
      patches.fill(1, second);
      Set<String> seen = new HashSet<>(first.videos());
      seen.addAll(second.videos());
      assertEquals(8, seen.size());
      for (int row = 0; row < 4; row++) {
        String path = first.videos().get(row);
        int label =
            store.videos().stream().filter(v -> v.path().equals(path)).findFirst().get().label();
        assertArrayEquals(new int[] {label}, first.labels(row, row + 1));
      }
      float[] before = images(first);
      patches.fill(0, second); // into a used batch
      assertArrayEquals(before, images(second));
      patches(store, 3, 2).fill(0, second);
      assertTrue(!Arrays.equals(before, images(second)));
    }
  }

  /** Of a video of one frame all segments show that frame: as one draw serves all, alike. */
  @Test
  void frames_ofAVideo_areAugmentedByOneDraw() throws IOException {
    try (FrameStore store = SmallStore.make(folder)) {
      SegmentPatches patches = patches(store, 12, 1); // 6 frames: each of them twice
      SegmentBatch batch = patches.newBatch();
      patches.fill(0, batch);
      float[] all = images(batch);
      for (int frame = 0; frame < all.length / FRAME; frame += 2) {
        float[] one = Arrays.copyOfRange(all, frame * FRAME, (frame + 1) * FRAME);
        float[] same = Arrays.copyOfRange(all, (frame + 1) * FRAME, (frame + 2) * FRAME);
        assertArrayEquals(one, same);
      }
    }
  }

  @Test
  void images_ofAPart_areThoseOfItsVideos() throws IOException {
    try (FrameStore store = SmallStore.make(folder);
        NDManager manager = NDManager.newBaseManager()) {
      SegmentPatches patches = patches(store, 3, 1);
      SegmentBatch batch = patches.newBatch();
      patches.fill(0, batch);
      Normalisation normalisation = new Normalisation(manager, PIXELS);
      NDArray all = batch.images(manager, normalisation, 0, 4);
      NDArray part = batch.images(manager, normalisation, 2, 4);
      assertEquals(6, part.getShape().get(0));
      assertArrayEquals(all.get("6:").toFloatArray(), part.toFloatArray());
    }
  }

  @Test
  void tooFewVideos_areRefused() throws IOException {
    try (FrameStore store = SmallStore.make(folder)) {
      Augmenter augmenter = new Augmenter(AugmentationConfig.paper(), PIXELS);
      Seeds seeds = new Seeds(1);
      assertThrows(
          InputException.class, () -> new SegmentPatches(store, 3, augmenter, 11, PIXELS, seeds));
    }
  }

  @Test
  void threeCrops_standAtTheBeginningTheMiddleAndTheEnd() {
    byte[] rgb = new byte[3 * 60 * 40]; // columns told by their number
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % 60);
    }
    try (Mat picture = Pictures.toMat(new Frame(60, 40, rgb))) {
      List<Mat> crops = Geometry.threeCrops(picture, 40);
      int[] lefts = {0, 10, 20};
      for (int i = 0; i < 3; i++) {
        Frame crop = Pictures.toFrame(crops.get(i));
        assertEquals(40, crop.width());
        assertEquals(40, crop.height());
        assertEquals(lefts[i], crop.value(0, 0, 0));
        assertEquals(lefts[i] + 39, crop.value(39, 39, 2));
        crops.get(i).close();
      }
    }
  }

  @Test
  void threeCrops_ofAStoresFrames_belongToTheirRow() throws IOException {
    try (FrameStore store = SmallStore.make(folder)) {
      List<CentreFrames.Request> requests =
          List.of(new CentreFrames.Request(0, 1, 7), new CentreFrames.Request(3, 0, 8));
      CentreFrames.Plan plan = CentreFrames.listed(requests, 2);
      ThreeCrops source = new ThreeCrops(store, plan, PIXELS);
      FrameBatch batch = source.newBatch();
      source.fill(0, batch);
      assertEquals(6, batch.size());
      assertEquals(7, batch.row(2));
      assertEquals(8, batch.row(3));
    }
  }
}
