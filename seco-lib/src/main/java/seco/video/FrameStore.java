package seco.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.InputException;
import seco.run.Hashes;

/**
 * Videos decoded once: their frames as JPEG in a few shard files, reached at random with one read a
 * frame. Safe for use by many threads.
 */
public final class FrameStore implements AutoCloseable {
  private final Path folder;
  private final Manifest manifest;
  private final List<StoredVideo> videos = new ArrayList<>();
  private final List<FileChannel> shards = new CopyOnWriteArrayList<>();
  private final List<Integer> shardOfVideo = new ArrayList<>();
  private final List<long[]> offsets = new ArrayList<>();
  private final List<OmittedVideo> omitted = new ArrayList<>();

  private volatile boolean closed;

  private FrameStore(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Opens a store.
   *
   * @throws InputException if the folder is no store, or a part of it is missing or damaged
   */
  public static FrameStore open(Path folder) throws IOException {
    FrameStore store = new FrameStore(folder, Manifest.read(folder));
    try {
      for (int number = 0; number < store.manifest.shardSha256().size(); number++) {
        store.requireIndex(number);
        store.add(Shard.read(folder, number), number);
      }
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
    return store;
  }

  private void requireIndex(int number) throws IOException {
    Path index = folder.resolve(Shard.index(number));
    if (!Files.isRegularFile(index)) {
      throw new InputException(index + ": missing, the frame store is incomplete");
    }
    if (!Hashes.ofFile(index).equals(manifest.indexSha256().get(number))) {
      throw new InputException(index + ": differs from the manifest, make the frame store anew");
    }
  }

  private void add(Shard shard, int number) throws IOException {
    if (!shard.sha256().equals(manifest.shardSha256().get(number))) {
      throw new InputException(
          folder.resolve(Shard.index(number)) + ": belongs to another frame store");
    }
    shards.add(FileChannel.open(folder.resolve(Shard.jpegs(number))));
    omitted.addAll(shard.omitted());
    long offset = 0;
    for (int v = 0; v < shard.videos().size(); v++) {
      int[] lengths = shard.lengths().get(v);
      long[] bounds = new long[lengths.length + 1];
      for (int i = 0; i < lengths.length; i++) {
        bounds[i] = offset;
        offset += lengths[i];
      }
      bounds[lengths.length] = offset;
      videos.add(shard.videos().get(v));
      offsets.add(bounds);
      shardOfVideo.add(number);
    }
  }

  public Path folder() {
    return folder;
  }

  /** Number of videos. */
  public int size() {
    return videos.size();
  }

  /** A video by its number in the store, from 0. */
  public StoredVideo video(int number) {
    return videos.get(number);
  }

  /** All videos in the list's order. */
  public List<StoredVideo> videos() {
    return List.copyOf(videos);
  }

  /** The damaged videos of the list that were left out. */
  public List<OmittedVideo> omitted() {
    return List.copyOf(omitted);
  }

  /** The labels in the list's order. */
  public int[] labels() {
    return videos.stream().mapToInt(StoredVideo::label).toArray();
  }

  /** Number of classes: the highest label plus one. */
  public int classes() {
    return videos.stream().mapToInt(StoredVideo::label).max().orElse(-1) + 1;
  }

  public FrameStoreConfig config() {
    return manifest.config();
  }

  /** All stored frames. */
  public long frames() {
    return manifest.frames();
  }

  /** Bytes of all JPEGs. */
  public long bytes() {
    return manifest.bytes();
  }

  /** Fingerprint of list, settings and frames. */
  public String contentSha256() {
    return manifest.contentSha256();
  }

  /** Fingerprint of the list from which the store was made. */
  public String listSha256() {
    return manifest.listSha256();
  }

  /** The JPEG of a stored frame. */
  public byte[] jpeg(int video, int frame) throws IOException {
    long[] bounds = offsets.get(video);
    if (frame < 0 || frame >= bounds.length - 1) {
      throw new IndexOutOfBoundsException(
          "frame " + frame + " of " + name(video) + ", which has " + (bounds.length - 1));
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) (bounds[frame + 1] - bounds[frame]));
    while (buffer.hasRemaining()) {
      long position = bounds[frame] + buffer.position();
      if (read(shardOfVideo.get(video), buffer, position) < 0) {
        throw new IOException(folder + ": frame " + frame + " of " + name(video) + " is cut off");
      }
    }
    return buffer.array();
  }

  /** Reads from a shard; its channel is opened anew where an interrupted thread has closed it. */
  private int read(int number, ByteBuffer buffer, long position) throws IOException {
    while (true) {
      FileChannel channel = shards.get(number);
      try {
        return channel.read(buffer, position);
      } catch (ClosedChannelException e) {
        if (closed || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        synchronized (shards) {
          if (shards.get(number) == channel) {
            shards.set(number, FileChannel.open(folder.resolve(Shard.jpegs(number))));
          }
        }
      }
    }
  }

  /** A stored frame as an RGB matrix; the caller closes it. */
  public Mat mat(int video, int frame) throws IOException {
    return decode(video, frame, 1);
  }

  /**
   * A stored frame as an RGB matrix, shrunk while it is decoded as far as its shorter edge keeps at
   * least {@code leastEdge} pixels: to a half, a quarter or an eighth. The caller closes it.
   */
  public Mat mat(int video, int frame, int leastEdge) throws IOException {
    StoredVideo stored = videos.get(video);
    int reduction = Pictures.reduction(stored.width(), stored.height(), leastEdge);
    return decode(video, frame, reduction);
  }

  private Mat decode(int video, int frame, int reduction) throws IOException {
    String what = folder + ": frame " + frame + " of " + name(video);
    byte[] jpeg = jpeg(video, frame);
    try {
      return Pictures.decodeJpeg(jpeg, reduction, what);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + ", make the frame store anew", e);
    }
  }

  /** A stored frame. */
  public Frame frame(int video, int frame) throws IOException {
    try (Mat mat = mat(video, frame)) {
      return Pictures.toFrame(mat);
    }
  }

  private String name(int video) {
    return videos.get(video).path();
  }

  /**
   * Reads every byte and compares it with the manifest.
   *
   * @throws InputException naming the first shard that differs
   */
  public void verify() throws IOException {
    for (int number = 0; number < shards.size(); number++) {
      Path file = folder.resolve(Shard.jpegs(number));
      if (!Hashes.ofFile(file).equals(manifest.shardSha256().get(number))) {
        throw new InputException(file + ": content differs from the manifest");
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (FileChannel shard : shards) {
      shard.close();
    }
  }
}
