package seco.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.video.FrameStore;
import seco.video.Pictures;

/** Whole frames of a small store, as features need them. */
class StoreFramesTest {
  private static final int PIXELS = 32;

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

  @Test
  void centreFrames_giveEveryRequestOnceAndALastSmallerBatch() throws IOException {
    List<CentreFrames.Request> requests = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      requests.add(new CentreFrames.Request(i, i % 6, 100 + i));
    }
    CentreFrames frames = new CentreFrames(store, requests, 3, 36, PIXELS);
    assertEquals(3, frames.batches());
    List<Integer> rows = new ArrayList<>();
    FrameBatch batch = frames.newBatch();
    try (NDManager manager = NDManager.newBaseManager()) {
      Normalisation normalisation = new Normalisation(manager, PIXELS);
      for (int number = 0; number < 3; number++) {
        frames.fill(number, batch);
        int size = number < 2 ? 3 : 1;
        assertEquals(
            new Shape(size, 3, PIXELS, PIXELS), batch.toTensor(manager, normalisation).getShape());
        for (int i = 0; i < batch.size(); i++) {
          rows.add(batch.row(i));
        }
      }
    }
    assertEquals(List.of(100, 101, 102, 103, 104, 105, 106), rows);
  }

  @Test
  void frameCache_givesTheStoresFramesWithAndWithoutRoom() throws IOException {
    FrameCache roomy = new FrameCache(store, 20, 1e9);
    FrameCache tight = new FrameCache(store, 20, 1000);
    assertTrue(roomy.keeps());
    assertFalse(tight.keeps());
    for (int round = 0; round < 2; round++) {
      try (Mat expected = store.mat(3, 4, 20);
          Mat kept = roomy.mat(3, 4);
          Mat decoded = tight.mat(3, 4)) {
        assertArrayEquals(Pictures.toFrame(expected).rgb(), Pictures.toFrame(kept).rgb());
        assertArrayEquals(Pictures.toFrame(expected).rgb(), Pictures.toFrame(decoded).rgb());
      }
    }
  }

  /** Frames of 64 x 48 shrink to an eighth at most, however few pixels are asked for. */
  @Test
  void frameCache_withTheLeastRoomThatIsEnough_keepsFrames() {
    double bytes = 10 * 6 * 3 * 8 * 6;
    assertFalse(new FrameCache(store, 1, bytes - 1).keeps());
    assertTrue(new FrameCache(store, 1, 2 * bytes).keeps());
    assertFalse(new FrameCache(store, 48, 10 * 6 * 3 * 64 * 48 - 1).keeps());
    assertTrue(new FrameCache(store, 48, 10 * 6 * 3 * 65 * 49).keeps());
  }
}
