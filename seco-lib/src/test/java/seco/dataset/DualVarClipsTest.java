package seco.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.run.Seeds;
import seco.sample.CentredClips;
import seco.sample.ClipPair;
import seco.video.Frame;
import seco.video.FrameStore;

/** DualVar's clips of a small store of videos of 6 frames, whose blue tells the frame's number. */
class DualVarClipsTest {
  private static final int PIXELS = 32;
  private static final CentredClips SAMPLER = new CentredClips(4, 1, 0.5);
  private static final DualVarAugmentation PLAIN =
      new DualVarAugmentation(64, 48, 1, 0, 0, 0, 0, 0.1, 0.5);

  @TempDir static Path folder;
  private static FrameStore store;

  @BeforeAll
  static void makeStore() throws IOException {
    store = SmallStore.make(folder);
  }

  @AfterAll
  static void closeStore() throws IOException {
    store.close();
  }

  private static DualVarClips clips(DualVarAugmentation augmentation, long seed) {
    return new DualVarClips(store, SAMPLER, augmentation, 4, PIXELS, new Seeds(seed));
  }

  private static ClipBatch batch(DualVarClips clips, long step) throws IOException {
    ClipBatch batch = clips.newBatch();
    clips.fill(step, batch);
    return batch;
  }

  private static double blue(Frame frame) {
    double sum = 0;
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        sum += frame.value(x, y, 2);
      }
    }
    return sum / frame.width() / frame.height();
  }

  @Test
  void fill_views_areTheFramesOfTheSampler() throws IOException {
    ClipBatch batch = batch(clips(PLAIN, 3), 1);
    for (int row = 0; row < batch.size(); row++) {
      ClipPair pair = SAMPLER.sample(6, new Seeds(3).stream("clip", 1, row));
      for (int k = 0; k < 4; k++) {
        assertEquals(pair.first()[k], Math.round(blue(batch.frame(row, 0, k)) / 10), "first");
        assertEquals(pair.second()[k], Math.round(blue(batch.frame(row, 1, k)) / 10), "second");
        assertEquals(pair.first()[k], Math.round(blue(batch.frame(row, 2, k)) / 10), "third");
      }
    }
  }

  /** Frames of a clip that are one frame of the video are alike, as they have one draw. */
  @Test
  void fill_aClip_isChangedAlike() throws IOException {
    DualVarAugmentation strong = new DualVarAugmentation(64, 48, 0, 0.8, 0.2, 1, 1, 0.1, 2);
    CentredClips still = new CentredClips(4, 1000, 0); // its first two or last frames are the same
    DualVarClips clips = new DualVarClips(store, still, strong, 4, PIXELS, new Seeds(1));
    ClipBatch batch = batch(clips, 0);
    for (int row = 0; row < batch.size(); row++) {
      for (int view = 0; view < ClipBatch.VIEWS; view++) {
        assertArrayEquals(batch.frame(row, view, 0).rgb(), batch.frame(row, view, 1).rgb());
      }
      assertTrue(
          !Arrays.equals(batch.frame(row, 0, 0).rgb(), batch.frame(row, 2, 0).rgb()),
          "the third clip has a draw of its own");
    }
  }

  @Test
  void toTensors_haveTimeBehindChannels() throws IOException {
    ClipBatch batch = batch(clips(PLAIN, 3), 0);
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipTensors tensors = batch.toTensors(manager, new Normalisation(manager, PIXELS));
      Shape shape = new Shape(4, 3, 4, PIXELS, PIXELS);
      assertEquals(shape, tensors.first().getShape());
      assertEquals(shape, tensors.third().getShape());
      Frame frame = batch.frame(2, 1, 3);
      float[] channel = tensors.second().get("2, 1, 3").toFloatArray();
      for (int i = 0; i < channel.length; i++) {
        int level = frame.value(i % PIXELS, i / PIXELS, 1);
        assertEquals((level / 255.0 - 0.456) / 0.224, channel[i], 1e-5);
      }
    }
  }

  @Test
  void fill_sameSeedAndStep_isTheSameAndNothingElse() throws IOException {
    DualVarAugmentation strong = DualVarAugmentation.small(40);
    float[] values = values(batch(clips(strong, 3), 1));
    DualVarClips again = clips(strong, 3);
    ClipBatch used = batch(again, 0);
    again.fill(1, used); // over another batch
    assertArrayEquals(values, values(used));
    assertTrue(!Arrays.equals(values, values(batch(clips(strong, 4), 1))));
  }

  private static float[] values(ClipBatch batch) {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipTensors tensors = batch.toTensors(manager, new Normalisation(manager, PIXELS));
      return tensors.first().concat(tensors.second()).concat(tensors.third()).toFloatArray();
    }
  }

  @Test
  void fill_anEpoch_hasEachVideoAtMostOnce() throws IOException {
    DualVarClips clips = clips(PLAIN, 3);
    assertEquals(2, clips.stepsPerEpoch());
    Set<String> seen = new TreeSet<>();
    seen.addAll(batch(clips, 2).videos());
    seen.addAll(batch(clips, 3).videos());
    assertEquals(8, seen.size());
  }

  @Test
  void clips_thatDoNotFit_areRefused() {
    assertThrows(
        InputException.class, () -> new DualVarClips(store, SAMPLER, PLAIN, 4, 49, new Seeds(1)));
    assertThrows(
        InputException.class,
        () -> new DualVarClips(store, SAMPLER, PLAIN, 11, PIXELS, new Seeds(1)));
  }
}
