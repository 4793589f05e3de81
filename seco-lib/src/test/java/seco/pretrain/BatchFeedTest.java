package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.dataset.ColourPlace;
import seco.dataset.SequenceBatch;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/** Batches made ahead are those that are made when they are needed. */
class BatchFeedTest extends SmokeTraining {
  private static BatchFeed feed(
      NDManager manager, FrameStore store, ColourPlace colour, long first, boolean oneAhead) {
    Gradients.off();
    PretrainConfig config = smoke().with("execution.colour", colour);
    int pixels = config.patches().pixels();
    return new BatchFeed(manager, config.patchesOf(store), pixels, first, 9, 2, oneAhead);
  }

  private static List<float[]> values(BatchFeed feed, StepBatch batch) {
    SequenceBatch tensors = batch.tensors(feed.normalisation());
    List<float[]> values = new ArrayList<>();
    for (NDArray array :
        new NDArray[] {
          tensors.query(),
          tensors.sameFrame(),
          tensors.earlier(),
          tensors.later(),
          tensors.queryFirst()
        }) {
      assertFalse(array.hasGradient());
      values.add(array.toFloatArray());
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(ColourPlace.class)
  void batches_oneAhead_areTheSameBitForBit(ColourPlace colour) throws Exception {
    try (NDManager manager = NDManager.newBaseManager();
        BatchFeed inTime = feed(manager, store, colour, 2, false);
        BatchFeed early = feed(manager, store, colour, 2, true)) {
      for (int step = 2; step < 9; step++) {
        try (StepBatch expected = inTime.next();
            StepBatch actual = early.next()) {
          assertEquals(expected.videos(), actual.videos());
          List<float[]> values = values(inTime, expected);
          List<float[]> others = values(early, actual);
          for (int view = 0; view < values.size(); view++) {
            assertArrayEquals(values.get(view), others.get(view), "step " + step);
          }
        }
      }
      assertThrows(IllegalStateException.class, inTime::next);
      assertThrows(IllegalStateException.class, early::next);
    }
  }

  @Test
  void batches_oneAhead_leaveNoArrays() throws Exception {
    try (NDManager manager = NDManager.newBaseManager()) {
      long held = -1;
      try (BatchFeed feed = feed(manager, store, ColourPlace.DEVICE, 0, true)) {
        for (int step = 0; step < 9; step++) {
          feed.next().close();
        }
        held = LiveResources.arrays(manager);
        assertEquals(0, LiveResources.managers(manager));
      }
      assertEquals(2, held, "the normalisation's");
    }
  }

  @Test
  void damagedFrame_isToldAtItsOwnStepAndStays() throws Exception {
    try (NDManager manager = NDManager.newBaseManager();
        FrameStore damaged = damagedStore();
        BatchFeed whole = feed(manager, store, ColourPlace.LOADER, 0, false);
        BatchFeed inTime = feed(manager, damaged, ColourPlace.LOADER, 0, false);
        BatchFeed early = feed(manager, damaged, ColourPlace.LOADER, 0, true)) {
      int good = 0;
      while (good < 9) {
        List<String> videos = videos(whole);
        try {
          assertEquals(videos, videos(inTime));
        } catch (InputException e) {
          break;
        }
        assertEquals(videos, videos(early));
        good++;
      }
      assertTrue(good > 0 && good < 9, "batches before the damaged one: " + good);
      String message = assertThrows(InputException.class, inTime::next).getMessage();
      assertTrue(message.matches(".*frame \\d+ of videos/.*mp4.*"), message);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertEquals(message, assertThrows(InputException.class, early::next).getMessage());
      }
    }
  }

  private static List<String> videos(BatchFeed feed) throws Exception {
    try (StepBatch batch = feed.next()) {
      return batch.videos();
    }
  }

  /** The store with its last frames overwritten. */
  private FrameStore damagedStore() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(store.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path shard = copy.resolve("shard-00000.jpgs");
    byte[] bytes = Files.readAllBytes(shard);
    Arrays.fill(bytes, bytes.length - bytes.length / 64, bytes.length, (byte) 0);
    Files.write(shard, bytes);
    return FrameStore.open(copy);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void interruptedWait_losesNoBatch(boolean oneAhead) throws Exception {
    try (NDManager manager = NDManager.newBaseManager();
        BatchFeed calm = feed(manager, store, ColourPlace.LOADER, 0, false);
        BatchFeed disturbed = feed(manager, store, ColourPlace.LOADER, 0, oneAhead)) {
      for (int step = 0; step < 9; step++) {
        try (StepBatch batch = afterAnInterruption(disturbed);
            StepBatch expected = calm.next()) {
          assertEquals(expected.videos(), batch.videos());
          assertArrayEquals(values(calm, expected).get(0), values(disturbed, batch).get(0));
        }
      }
    }
  }

  private static StepBatch afterAnInterruption(BatchFeed feed) throws Exception {
    Thread.currentThread().interrupt();
    try {
      return feed.next();
    } catch (InterruptedException e) {
      return feed.next();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void close_inTheMiddle_endsTheThreads() throws Exception {
    try (NDManager manager = NDManager.newBaseManager()) {
      BatchFeed feed = feed(manager, store, ColourPlace.LOADER, 0, true);
      feed.next().close();
      feed.close();
      assertTrue(
          Thread.getAllStackTraces().keySet().stream()
              .noneMatch(t -> t.isAlive() && t.getName().equals("seco-upload")));
    }
  }
}
