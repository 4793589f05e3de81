package seco.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.run.Progress;
import seco.run.Seeds;
import seco.sample.AnchoredTuple;
import seco.sample.FrameTuple;
import seco.sample.Halves;
import seco.sample.SequenceSampler;
import seco.sample.StillTuple;
import seco.sample.TupleSampler;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.TestVideos;
import seco.video.VideoList;

/** Batches of a small store: shapes, what they depend on and what not. */
class StoreBatchesTest {
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

  private static VideoPatches patches(
      SequenceSampler sampler, AugmentationConfig augmentation, ColourPlace place) {
    Augmenter augmenter = new Augmenter(augmentation, PIXELS);
    TupleSampler frames = sampler == null ? new StillTuple(2) : new AnchoredTuple(sampler);
    return new VideoPatches(store, frames, augmenter, 4, PIXELS, new Seeds(3), place);
  }

  private static VideoPatches patches(SequenceSampler sampler, long seed) {
    Augmenter augmenter = new Augmenter(AugmentationConfig.small(), PIXELS);
    return new VideoPatches(store, sampler, augmenter, 4, PIXELS, new Seeds(seed));
  }

  private static float[] values(PatchBatch batch) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceBatch tensors = batch.toTensors(manager, new Normalisation(manager, PIXELS));
      List<float[]> parts = new ArrayList<>();
      parts.add(tensors.query().toFloatArray());
      parts.add(tensors.sameFrame().toFloatArray());
      if (tensors.earlier() != null && tensors.later() != null) {
        parts.add(tensors.earlier().toFloatArray());
        parts.add(tensors.later().toFloatArray());
      }
      parts.add(tensors.queryFirst().toFloatArray());
      float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
      int at = 0;
      for (float[] part : parts) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
      return all;
    }
  }

  @Test
  void sequence_hasFourPatchesOfEachVideo() throws IOException {
    VideoPatches patches = patches(new Halves(), 1);
    PatchBatch batch = patches.newBatch();
    patches.fill(0, batch);
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceBatch tensors = batch.toTensors(manager, new Normalisation(manager, PIXELS));
      Shape shape = new Shape(4, 3, PIXELS, PIXELS);
      assertEquals(shape, tensors.query().getShape());
      assertEquals(shape, tensors.sameFrame().getShape());
      assertEquals(shape, tensors.earlier().getShape());
      assertEquals(shape, tensors.later().getShape());
      assertEquals(new Shape(4), tensors.queryFirst().getShape());
      float[] values = tensors.query().toFloatArray();
      for (float value : values) {
        assertTrue(value >= -2.2 && value <= 2.7, "outside of the normalised range: " + value);
      }
    }
  }

  @Test
  void singleFrames_haveTwoPatchesOfEachVideo() throws IOException {
    VideoPatches patches = patches(null, 1);
    PatchBatch batch = patches.newBatch();
    patches.fill(0, batch);
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceBatch tensors = batch.toTensors(manager, new Normalisation(manager, PIXELS));
      assertEquals(new Shape(4, 3, PIXELS, PIXELS), tensors.sameFrame().getShape());
      assertNull(tensors.earlier());
      assertNull(tensors.later());
    }
  }

  @Test
  void batch_dependsOnItsNumberAndTheSeedAlone() throws IOException {
    VideoPatches patches = patches(new Halves(), 1);
    PatchBatch batch = patches.newBatch();
    patches.fill(3, batch);
    final float[] first = values(batch);
    final List<String> videos = batch.videos();
    patches.fill(0, batch);
    assertFalse(Arrays.equals(first, values(batch)));
    patches.fill(3, batch);
    assertArrayEquals(first, values(batch));
    VideoPatches again = patches(new Halves(), 1);
    PatchBatch other = again.newBatch();
    again.fill(3, other);
    assertArrayEquals(first, values(other));
    assertEquals(videos, other.videos());
    VideoPatches elsewhere = patches(new Halves(), 2);
    elsewhere.fill(3, other);
    assertFalse(Arrays.equals(first, values(other)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void batches_ofALoader_areThoseOfItsSource(int threads) throws Exception {
    VideoPatches patches = patches(new Halves(), 5);
    PatchBatch expected = patches.newBatch();
    try (BatchLoader<PatchBatch> loader =
        new BatchLoader<>(patches(new Halves(), 5), 2, 12, threads)) {
      for (int step = 2; step < 12; step++) {
        patches.fill(step, expected);
        PatchBatch batch = loader.next();
        assertEquals(expected.videos(), batch.videos());
        assertArrayEquals(values(expected), values(batch));
      }
    }
  }

  /** The frames of a sequence, all of them queries. */
  private record Together(TupleSampler sequence) implements TupleSampler {
    @Override
    public int minimumFrames() {
      return sequence.minimumFrames();
    }

    @Override
    public int size() {
      return sequence.size();
    }

    @Override
    public int queries() {
      return sequence.size();
    }

    @Override
    public FrameTuple sample(int frames, int label, RandomGenerator random) {
      return sequence.sample(frames, label, random);
    }
  }

  @Test
  void patches_thatPassTogether_standVideoAfterVideo() throws IOException {
    Augmenter augmenter = new Augmenter(AugmentationConfig.small(), PIXELS);
    TupleSampler sequence = new AnchoredTuple(new Halves());
    VideoPatches apart =
        new VideoPatches(store, sequence, augmenter, 4, PIXELS, new Seeds(3), ColourPlace.LOADER);
    VideoPatches together =
        new VideoPatches(
            store, new Together(sequence), augmenter, 4, PIXELS, new Seeds(3), ColourPlace.LOADER);
    PatchBatch views = apart.newBatch();
    PatchBatch queries = together.newBatch();
    apart.fill(1, views);
    together.fill(1, queries);
    for (int video = 0; video < 4; video++) {
      assertEquals(views.queryFirst(video), queries.queryFirst(video));
      for (int view = 0; view < 4; view++) {
        assertArrayEquals(views.patch(video, view).rgb(), queries.patch(4 * video + view, 0).rgb());
      }
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceBatch tensors = queries.toTensors(manager, new Normalisation(manager, PIXELS));
      assertEquals(new Shape(16, 3, PIXELS, PIXELS), tensors.query().getShape());
      assertNull(tensors.sameFrame());
      assertNull(tensors.later());
    }
  }

  @Test
  void colours_onTheDevice_areTheDrawsOfTheLoaders() throws IOException {
    for (SequenceSampler sampler : new SequenceSampler[] {new Halves(), null}) {
      VideoPatches loader = patches(sampler, AugmentationConfig.paper(), ColourPlace.LOADER);
      VideoPatches device = patches(sampler, AugmentationConfig.paper(), ColourPlace.DEVICE);
      PatchBatch coloured = loader.newBatch();
      PatchBatch drawn = device.newBatch();
      for (int step = 0; step < 6; step++) {
        loader.fill(step, coloured);
        device.fill(step, drawn);
        assertEquals(coloured.videos(), drawn.videos());
        for (int row = 0; row < drawn.size(); row++) {
          assertEquals(coloured.queryFirst(row), drawn.queryFirst(row));
          for (int view = 0; view < (sampler == null ? 2 : 4); view++) {
            assertArrayEquals(coloured.patch(row, view).rgb(), drawn.patch(row, view).rgb());
          }
        }
        assertSameLevels(values(coloured), values(drawn));
      }
    }
  }

  /** Normalised values whose levels of 255 are a step apart here and there. */
  private static void assertSameLevels(float[] expected, float[] actual) {
    double level = 1 / (255 * 0.226);
    double sum = 0;
    int above2 = 0;
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      double levels = Math.abs(expected[i] - actual[i]) / level;
      sum += levels;
      above2 += levels > 2.5 ? 1 : 0;
    }
    assertTrue(sum > 0, "not a level differs, so the loaders have coloured both");
    assertTrue(sum / expected.length < 0.2, "levels apart: " + sum / expected.length);
    assertTrue(above2 < 0.005 * expected.length, above2 + " of " + expected.length);
  }

  @Test
  void epoch_showsEveryVideoAtMostOnceInANewOrder() throws IOException {
    VideoPatches patches = patches(null, 1);
    assertEquals(2, patches.stepsPerEpoch());
    PatchBatch batch = patches.newBatch();
    List<List<String>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      List<String> shown = new ArrayList<>();
      for (int step = 0; step < 2; step++) {
        patches.fill(2 * epoch + step, batch);
        shown.addAll(batch.videos());
      }
      Set<String> different = new HashSet<>(shown);
      assertEquals(8, different.size());
      epochs.add(shown);
    }
    assertNotEquals(epochs.get(0), epochs.get(1));
    assertNotEquals(epochs.get(1), epochs.get(2));
  }

  @Test
  void store_smallerThanABatch_isRefused() {
    Augmenter augmenter = new Augmenter(AugmentationConfig.small(), PIXELS);
    InputException e =
        assertThrows(
            InputException.class,
            () -> new VideoPatches(store, null, augmenter, 11, PIXELS, new Seeds(1)));
    assertTrue(e.getMessage().endsWith("10 videos do not fill a batch of 11"), e.getMessage());
  }

  @Test
  void video_tooShortForTheSampler_isRefusedByName(@TempDir Path place) throws IOException {
    TestVideos.write(place.resolve("long.mp4"), 5, 64, 48);
    TestVideos.write(place.resolve("still.mp4"), 1, 64, 48);
    Path list = Files.writeString(place.resolve("list.txt"), "long.mp4 5 0\nstill.mp4 1 1\n");
    new FrameStoreWriter(VideoList.read(list), place, FrameStoreConfig.standard(), false)
        .write(place.resolve("store"), 1, Progress.SILENT);
    Augmenter augmenter = new Augmenter(AugmentationConfig.small(), PIXELS);
    try (FrameStore short1 = FrameStore.open(place.resolve("store"))) {
      InputException e =
          assertThrows(
              InputException.class,
              () -> new VideoPatches(short1, new Halves(), augmenter, 2, PIXELS, new Seeds(1)));
      assertTrue(e.getMessage().startsWith("still.mp4: 1 frames"), e.getMessage());
      new VideoPatches(short1, null, augmenter, 2, PIXELS, new Seeds(1));
    }
  }
}
