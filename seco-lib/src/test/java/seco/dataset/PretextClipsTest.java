package seco.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.run.Progress;
import seco.run.Seeds;
import seco.sample.CentredClips;
import seco.sample.OrderedClips;
import seco.video.Frame;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.TestVideos;
import seco.video.VideoList;

/** Clips of pretext tasks of videos of 6 frames, whose blue tells the frame's number. */
class PretextClipsTest {
  private static final int PIXELS = 32;
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

  private static PretextClips ordered(FrameStore store, int length) {
    return PretextClips.ordered(store, OrderedClips.of(length, 2), PLAIN, 4, PIXELS, new Seeds(3));
  }

  private static ClipBatch batch(PretextClips clips, long step) throws IOException {
    ClipBatch batch = clips.newBatch();
    clips.fill(step, batch);
    return batch;
  }

  private static long number(Frame frame) {
    double sum = 0;
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        sum += frame.value(x, y, 2);
      }
    }
    return Math.round(sum / frame.width() / frame.height() / 10);
  }

  @Test
  void ordered_clipsOfTwoFrames_areTheVideoInOrder() throws IOException {
    ClipBatch batch = batch(ordered(store, 2), 1);
    for (int row = 0; row < batch.size(); row++) {
      for (int frame = 0; frame < 6; frame++) {
        assertEquals(frame, number(batch.frame(row, frame / 2, frame % 2)));
      }
    }
  }

  @Test
  void ordered_clipsTooLongForTheVideo_repeatItsFrames() throws IOException {
    ClipBatch batch = batch(ordered(store, 4), 0);
    for (int row = 0; row < batch.size(); row++) {
      for (int frame = 0; frame < 12; frame++) {
        assertEquals(frame / 2, number(batch.frame(row, frame / 4, frame % 4)));
      }
    }
  }

  @Test
  void ordered_videosOfLessThanAFrameForEachClip_areRefusedByName() throws IOException {
    Path two = folder.resolve("two");
    VideoList list = VideoList.read(TestVideos.list(two, 4, 2, 2));
    Path target = two.resolve("store");
    new FrameStoreWriter(list, two, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    try (FrameStore tooShort = FrameStore.open(target)) {
      InputException e = assertThrows(InputException.class, () -> ordered(tooShort, 4));
      assertTrue(
          e.getMessage().endsWith("clip 0.mp4 has 2 frames, less than one for each of 3 clips"),
          e.getMessage());
    }
  }

  @Test
  void single_isDualVarsFirstClip() throws IOException {
    CentredClips sampler = new CentredClips(4, 1, 0.5);
    PretextClips single = PretextClips.single(store, sampler, PLAIN, 4, PIXELS, new Seeds(3));
    DualVarClips dualVar = new DualVarClips(store, sampler, PLAIN, 4, PIXELS, new Seeds(3));
    ClipBatch expected = dualVar.newBatch();
    dualVar.fill(1, expected);
    ClipBatch batch = batch(single, 1);
    assertEquals(expected.videos(), batch.videos());
    assertEquals(dualVar.stepsPerEpoch(), single.stepsPerEpoch());
    for (int row = 0; row < batch.size(); row++) {
      for (int k = 0; k < 4; k++) {
        assertEquals(
            number(expected.frame(row, 0, k)), number(batch.frame(row, 0, k)), "frame " + k);
      }
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      Normalisation normalisation = new Normalisation(manager, PIXELS);
      List<NDArray> views = batch.toViews(manager, normalisation);
      assertEquals(1, views.size());
      assertEquals(new Shape(4, 3, 4, PIXELS, PIXELS), views.get(0).getShape());
      assertThrows(IllegalStateException.class, () -> batch.toTensors(manager, normalisation));
    }
  }
}
