package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.pretrain.LiveResources;
import seco.run.Settings;
import seco.video.Frame;

class SiamFcTest {
  /** A trunk without weights: the mean of each cell of eight pixels, less the middle grey. */
  private static final TrunkMap MEANS =
      images -> {
        Shape cell = new Shape(8, 8);
        return Pool.avgPool2d(images, cell, cell, new Shape(0, 0), true, true).sub(100);
      };

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private SiamFc tracker(SiamFcConfig config, TrunkMap trunk) {
    HeadConfig none = new HeadConfig(0, true, 1e-3);
    MatchingHead head = MatchingHead.create(manager, none, 3, DataType.FLOAT32, new Random(0));
    return new SiamFc(manager, trunk, head, 1e-3, config);
  }

  private SiamFc tracker() {
    return tracker(SiamFcConfig.siamFcPytorch(), MEANS);
  }

  /** Noise with a bright square of 40 pixels. */
  private static Frame frame(int width, int height, int x, int y) {
    byte[] rgb = new byte[3 * width * height];
    Random random = new Random(1);
    for (int i = 0; i < rgb.length; i++) {
      int column = i / 3 % width;
      int row = i / 3 / width;
      boolean inside = column >= x && column < x + 40 && row >= y && row < y + 40;
      rgb[i] = (byte) (inside ? 240 : 80 + random.nextInt(40));
    }
    return new Frame(width, height, rgb);
  }

  @Test
  void movingSquare_isFollowed() {
    try (SiamFc tracker = tracker()) {
      tracker.init(frame(200, 150, 60, 50), new Box(61, 51, 40, 40));
      Box box = new Box(0, 0, 0, 0);
      for (int i = 1; i <= 8; i++) {
        box = tracker.update(frame(200, 150, 60 + 4 * i, 50 + 2 * i));
      }
      Box truth = new Box(61 + 32, 51 + 16, 40, 40);
      assertTrue(box.overlap(truth) > 0.6, box.toLine());
    }
  }

  @Test
  void watcher_seesTheCutsTheMapsAndTheResponses_andChangesNothing() {
    Frame first = frame(200, 150, 60, 50);
    Frame second = frame(200, 150, 64, 50);
    try (SiamFc alone = tracker();
        SiamFc watched = tracker()) {
      List<Sight> sights = new ArrayList<>();
      watched.watch(sights::add);
      Box start = new Box(61, 51, 40, 40);
      alone.init(first, start);
      watched.init(first, start);
      assertEquals(alone.update(second), watched.update(second));
      assertEquals(1, sights.size());
      Sight sight = sights.get(0);
      assertEquals(127, sight.exemplar().width());
      assertEquals(240, sight.exemplar().value(63, 63, 0)); // the object is in the middle
      assertEquals(255, sight.search().width());
      assertEquals(16, sight.exemplarMap().length);
      assertEquals(32, sight.searchMap()[0].length);
      assertEquals(140 * Math.sqrt(3), sight.exemplarMap()[8][8], 1e-3); // 240 - 100, three times
      assertEquals(17, sight.response().length);
      assertTrue(sight.response()[8][9] > sight.response()[8][6], "the object went right");
    }
  }

  @Test
  void size_ofThePictures_mayChangeWithinASequence() {
    try (SiamFc tracker = tracker()) {
      tracker.init(frame(200, 150, 60, 50), new Box(61, 51, 40, 40));
      Box box = tracker.update(frame(320, 100, 62, 50));
      assertTrue(box.overlap(new Box(63, 51, 40, 40)) > 0.6, box.toLine());
      assertTrue(tracker.update(frame(90, 95, 62, 50)).isPresent()); // partly outside now
      assertTrue(tracker.update(frame(16, 16, 0, 0)).isPresent()); // wholly outside
    }
  }

  @Test
  void boxes_ofNoUse_areRefused() {
    Frame frame = frame(200, 150, 60, 50);
    try (SiamFc tracker = tracker()) {
      for (Box box :
          List.of(
              Box.ABSENT,
              new Box(1, 1, 0, 10),
              new Box(1, Double.NaN, 5, 5),
              new Box(201, 1, 10, 10),
              new Box(1, -40, 10, 40))) {
        assertThrows(InputException.class, () -> tracker.init(frame, box), box.toLine());
      }
      assertThrows(IllegalStateException.class, () -> tracker.update(frame));
      tracker.init(frame, new Box(-10, -10, 30, 30)); // hangs over the edge
      assertTrue(tracker.update(frame).isPresent());
      tracker.init(frame, new Box(80, 80, 0.5, 0.5)); // smaller than a pixel
      assertTrue(tracker.update(frame).isPresent());
      tracker.init(frame, new Box(-5000, -5000, 20_000, 20_000)); // larger than any copy of it
      assertTrue(tracker.update(frame).isPresent());
    }
  }

  @Test
  void weights_thatGiveNoNumber_areSaid() {
    TrunkMap broken = images -> MEANS.of(images).mul(Float.NaN);
    try (SiamFc tracker = tracker(SiamFcConfig.siamFcPytorch(), broken)) {
      tracker.init(frame(200, 150, 60, 50), new Box(61, 51, 40, 40));
      InputException e =
          assertThrows(InputException.class, () -> tracker.update(frame(200, 150, 60, 50)));
      assertTrue(e.getMessage().contains("response of NaN"), e.getMessage());
    }
  }

  @Test
  void clamp_keepsTheCentreInThePicture() {
    SiamFcConfig clamped = Settings.with(SiamFcConfig.siamFcPytorch(), Map.of("clamp", true));
    try (SiamFc tracker = tracker(clamped, MEANS)) {
      tracker.init(frame(200, 150, 150, 100), new Box(151, 101, 40, 40));
      for (int i = 0; i < 12; i++) {
        Box box = tracker.update(frame(60, 60, 500, 500));
        assertTrue(box.touches(60, 60), box.toLine());
        assertTrue(box.width() >= 8 - 1e-9 && box.width() <= 200 + 1e-9, box.toLine());
      }
    }
  }

  @Test
  void ring_ofBothMaps_leavesTheResponseItsSize() {
    SiamFcConfig config = Settings.with(SiamFcConfig.siamFcPytorch(), Map.of("cropRing", 1));
    try (SiamFc tracker = tracker(config, MEANS)) {
      tracker.init(frame(200, 150, 60, 50), new Box(61, 51, 40, 40));
      Box box = tracker.update(frame(200, 150, 64, 52));
      assertTrue(box.overlap(new Box(65, 53, 40, 40)) > 0.6, box.toLine());
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray map = scope.zeros(new Shape(1, 2, 16, 16));
      assertEquals(new Shape(1, 2, 14, 14), TrunkMap.withoutRing(map, 1).getShape());
    }
  }

  /** All pixels are as bright, so that a response is the product of two levels everywhere. */
  @Test
  void responses_belowZero_areCounted() {
    AtomicInteger sign = new AtomicInteger(-1);
    TrunkMap signed =
        images ->
            images.getShape().get(0) == 1 ? MEANS.of(images) : MEANS.of(images).mul(sign.get());
    byte[] bright = new byte[3 * 200 * 150];
    Arrays.fill(bright, (byte) 240);
    Frame frame = new Frame(200, 150, bright);
    try (SiamFc tracker = tracker(SiamFcConfig.siamFcPytorch(), signed)) {
      assertTrue(Double.isNaN(tracker.negativeShare()));
      tracker.init(frame, new Box(81, 51, 40, 40));
      tracker.update(frame);
      assertEquals(1, tracker.negativeShare(), 0);
      sign.set(1);
      tracker.update(frame);
      assertEquals(0.5, tracker.negativeShare(), 0);
      tracker.update(frame);
      tracker.update(frame);
      assertEquals(0.25, tracker.negativeShare(), 0);
    }
  }

  @Test
  void frames_leaveNothingBehind() {
    try (SiamFc tracker = tracker()) {
      Frame frame = frame(200, 150, 60, 50);
      tracker.init(frame, new Box(61, 51, 40, 40));
      tracker.update(frame);
      long before = LiveResources.arrays(manager);
      for (int i = 0; i < 5; i++) {
        tracker.init(frame, new Box(61, 51, 40, 40));
        tracker.update(frame);
      }
      assertEquals(before, LiveResources.arrays(manager));
    }
  }
}
