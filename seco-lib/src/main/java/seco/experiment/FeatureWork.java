package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import seco.probe.FeatureCards;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureFile;
import seco.probe.FeatureRows;
import seco.probe.Segments;
import seco.run.Card;
import seco.run.Progress;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/** A {@link FeatureTask} at work: network and videos are open. Its chunks can be made anywhere. */
public final class FeatureWork implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager();
  private final FrameStore videos;
  private final FrozenNetwork network;
  private final FeatureRows rows;
  private final FeatureExtractor extractor;
  private final FeatureFile file;
  private final Card card;

  FeatureWork(FeatureTask task) throws IOException {
    Gradients.off();
    FrameStore opened = null;
    try {
      opened = FrameStore.open(Path.of(task.store()));
      videos = opened;
      network = network(task);
      FeatureConfig how = task.shown(network, videos);
      Segments segments =
          task.segments().isEmpty() ? null : Segments.read(Path.of(task.segments()));
      rows = rows(how, segments);
      card = FeatureCards.of(videos, network.card(), how, rows.kind(), segments, task.precision());
      extractor = new FeatureExtractor(network.encoder(), how, task.precision());
      file = new FeatureFile(task.outFile(), rows, dimension(), card);
    } catch (IOException | RuntimeException e) {
      manager.close();
      if (opened != null) {
        opened.close();
      }
      throw e;
    }
  }

  private FrozenNetwork network(FeatureTask task) throws IOException {
    return switch (task.origin()) {
      case RUN -> FrozenNetwork.ofRun(Path.of(task.from()), manager);
      case FILE -> FrozenNetwork.ofFile(Path.of(task.from()), task.settings(), manager);
      case RANDOM -> FrozenNetwork.random(task.settings(), manager);
    };
  }

  private FeatureRows rows(FeatureConfig how, @Nullable Segments segments) {
    return segments == null
        ? FeatureRows.videos(videos, how.framesPerVideo())
        : FeatureRows.segments(videos, how.framesPerVideo(), segments);
  }

  /** The file that is made. */
  public FeatureFile file() {
    return file;
  }

  /** Number of rows. */
  public int size() {
    return rows.size();
  }

  /** Size of a feature. */
  public int dimension() {
    return network.encoder().trunk().featureSize();
  }

  /** The network, which this owns. */
  public FrozenNetwork network() {
    return network;
  }

  /** The videos, which this owns. */
  public FrameStore videos() {
    return videos;
  }

  /** The shards of the store in which a chunk's videos are. */
  public SortedSet<Integer> shards(int chunk) {
    SortedSet<Integer> shards = new TreeSet<>();
    for (int row = file.chunks().first(chunk); row < file.chunks().end(chunk); row++) {
      shards.add(videos.shard(rows.row(row).video()));
    }
    return shards;
  }

  /** How the features are made. */
  public Card card() {
    return card;
  }

  /** Makes some chunks of the file, whose bytes depend on nothing but their numbers. */
  public void make(int[] chunks, Progress progress) throws IOException, InterruptedException {
    extractor.make(videos, rows, file, chunks, progress);
  }

  @Override
  public void close() throws IOException {
    try {
      network.encoder().close();
      manager.close();
    } finally {
      videos.close();
    }
  }
}
