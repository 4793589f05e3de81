package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.dataset.BatchLoader;
import seco.dataset.CentreFrames;
import seco.dataset.FrameBatch;
import seco.dataset.Normalisation;
import seco.model.SecoEncoder;
import seco.run.Progress;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * Frozen features: the trunk's pooled features before the heads, not normalised. A batch takes
 * frames of many videos, and decoding runs ahead of the network.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class FeatureExtractor {
  private static final int BATCH = 64;

  private final SecoEncoder encoder;
  private final FeatureConfig config;
  private final @Nullable Precision precision; // null: the blocks

  /** Features by the encoder's blocks. */
  public FeatureExtractor(SecoEncoder encoder, FeatureConfig config) {
    this(encoder, config, null);
  }

  /**
   * Features by the encoder's compiled trunk, which is faster than its blocks and differs in the
   * last digits, with bf16 in the third.
   *
   * @param precision in which the trunk computes; null for the blocks
   */
  public FeatureExtractor(
      SecoEncoder encoder, FeatureConfig config, @Nullable Precision precision) {
    this.encoder = encoder;
    this.config = config;
    this.precision = precision;
  }

  /** Takes the features of a chunk, row-major (rows of the chunk, D). */
  @FunctionalInterface
  interface Sink {
    void put(int chunk, float[] values) throws IOException;
  }

  /** Features of every video: the mean over its frames. */
  public FeatureSet videos(FrameStore store, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    return all(store, FeatureRows.videos(store, config.framesPerVideo()), card, progress);
  }

  /**
   * Features of single frames, a row each, labelled by their video; names are {@code path#frame}.
   */
  public FeatureSet frames(FrameStore store, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    return all(store, FeatureRows.frames(store, config.framesPerVideo()), card, progress);
  }

  /** Features of annotated segments: the mean over the frames of each. */
  public FeatureSet segments(
      FrameStore store, Segments segments, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    FeatureRows rows = FeatureRows.segments(store, config.framesPerVideo(), segments);
    return all(store, rows, card, progress);
  }

  /**
   * Makes some chunks of a feature file.
   *
   * @param rows of the file
   */
  public void make(
      FrameStore store, FeatureRows rows, FeatureFile file, int[] chunks, Progress progress)
      throws IOException, InterruptedException {
    take(store, rows, chunks, file::put, progress);
  }

  private FeatureSet all(
      FrameStore store, FeatureRows rows, Map<String, String> card, Progress progress)
      throws IOException, InterruptedException {
    int dimension = encoder.trunk().featureSize();
    FeatureChunks chunks = FeatureChunks.of(rows);
    float[] all = new float[Math.multiplyExact(rows.size(), dimension)];
    int[] every = IntStream.range(0, chunks.count()).toArray();
    take(
        store,
        rows,
        every,
        (chunk, part) ->
            System.arraycopy(part, 0, all, chunks.first(chunk) * dimension, part.length),
        progress);
    int[] labels = new int[rows.size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      FeatureRows.Row row = rows.row(i);
      labels[i] = row.label();
      names.add(row.name());
    }
    return new FeatureSet(all, dimension, labels, names, card);
  }

  /**
   * Takes the features of some chunks of rows, which depend on nothing but the chunk, and hands
   * each on as soon as it is done: besides one chunk nothing is kept.
   *
   * @throws InputException if a frame is damaged, or a feature no number
   */
  void take(FrameStore store, FeatureRows rows, int[] numbers, Sink sink, Progress progress)
      throws IOException, InterruptedException {
    Gradients.off();
    FeatureChunks chunks = FeatureChunks.of(rows);
    ChunkPlan plan = new ChunkPlan(rows, chunks, numbers, BATCH);
    CentreFrames source = new CentreFrames(store, plan, config.edge(), config.pixels());
    int loaders = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    long done = 0;
    try (NDManager manager = NDManager.newBaseManager();
        FrozenTrunk trunk =
            precision == null ? null : new FrozenTrunk(manager, encoder, precision);
        BatchLoader<FrameBatch> loader = new BatchLoader<>(source, 0, source.batches(), loaders)) {
      Normalisation normalisation = new Normalisation(manager, config.pixels());
      for (int place = 0; place < numbers.length; place++) {
        int chunk = numbers[place];
        FrameMeans means = new FrameMeans(chunks.size(chunk), encoder.trunk().featureSize());
        for (int i = 0; i < plan.batchesOf(place); i++) {
          FrameBatch batch = loader.next();
          means.add(batch, features(manager, trunk, batch, normalisation));
          done += batch.size();
          progress.at(done, plan.frames());
        }
        sink.put(chunk, means.values(row -> rows.row(chunks.first(chunk) + row).name()));
      }
    }
  }

  /** Features (N, D) of a batch, row-major. */
  private float[] features(
      NDManager manager,
      @Nullable FrozenTrunk trunk,
      FrameBatch batch,
      Normalisation normalisation) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = batch.toTensor(scope, normalisation);
      NDArray features = trunk == null ? encoder.features(images, false) : trunk.features(images);
      return features.toFloatArray();
    }
  }
}
