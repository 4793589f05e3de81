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
  private final List<Place> places = new ArrayList<>();
  private final List<OmittedVideo> omitted = new ArrayList<>();

  private volatile boolean closed;

  /**
   * Where a video's JPEGs stand, one behind the other.
   *
   * @param shard number of the shard
   * @param offset of the first in the shard
   * @param lengths of all
   */
  private record Place(int shard, long offset, int[] lengths) {
    long offset(int frame) {
      long at = offset;
      for (int i = 0; i < frame; i++) {
        at += lengths[i];
      }
      return at;
    }

    long end() {
      return offset(lengths.length);
    }
  }

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
    ShardIndex reading = new ShardIndex();
    try {
      for (int number = 0; number < store.manifest.shardSha256().size(); number++) {
        byte[] index = store.readIndex(number);
        store.add(Shard.read(folder, number, index, reading), number);
      }
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
    return store;
  }

  private byte[] readIndex(int number) throws IOException {
    Path file = folder.resolve(Shard.index(number));
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": missing, the frame store is incomplete");
    }
    byte[] index = Files.readAllBytes(file);
    if (!Hashes.ofBytes(index).equals(manifest.indexSha256().get(number))) {
      throw new InputException(file + ": differs from the manifest, make the frame store anew");
    }
    return index;
  }

  private void add(Shard shard, int number) throws IOException {
    if (!shard.sha256().equals(manifest.shardSha256().get(number))) {
      throw new InputException(
          folder.resolve(Shard.index(number)) + ": belongs to another frame store");
    }
    shards.add(FileChannel.open(folder.resolve(Shard.jpegs(number))));
    omitted.addAll(shard.omitted());
    videos.addAll(shard.videos());
    long offset = 0;
    for (int[] lengths : shard.lengths()) {
      Place place = new Place(number, offset, lengths);
      places.add(place);
      offset = place.end();
    }
  }

  public Path folder() {
    return folder;
  }

  /**
   * Requires every frame of every video, as who takes successive frames does.
   *
   * @throws InputException naming a video of which some are left out
   */
  public void requireEveryFrame() {
    for (StoredVideo video : videos()) {
      if (!video.complete()) {
        throw new InputException(
            "%s: keeps %d of the %d frames of %s, clips need them all; make it with --frames all"
                .formatted(folder(), video.frames(), video.sourceFrames(), video.path()));
      }
    }
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

  /**
   * Fingerprint of the videos: of the list's lines and the files' sizes, whatever is stored of
   * them.
   */
  public String videosSha256() {
    return Hashes.ofText(manifest.listSha256() + manifest.filesSha256());
  }

  /** Fingerprint of the sizes of the videos from which the store was made. */
  String filesSha256() {
    return manifest.filesSha256();
  }

  Manifest manifest() {
    return manifest;
  }

  /** The number of the shard that holds a video. */
  public int shard(int video) {
    return places.get(video).shard();
  }

  /**
   * Requires that every frame of every video is stored, as whoever takes runs of successive frames
   * needs.
   *
   * @param purpose who needs them, for the message
   * @throws InputException naming the first video of which frames are missing
   */
  public void requireComplete(String purpose) {
    for (StoredVideo video : videos) {
      if (!video.complete()) {
        throw new InputException(
            "%s: holds %d of the %d frames of %s, %s need all; make a store with --frames all"
                .formatted(folder, video.frames(), video.sourceFrames(), video.path(), purpose));
      }
    }
  }

  /** The JPEG of a stored frame, in one read at its place. */
  public byte[] jpeg(int video, int frame) throws IOException {
    Place place = places.get(video);
    int frames = place.lengths().length;
    if (frame < 0 || frame >= frames) {
      throw new IndexOutOfBoundsException(
          "frame " + frame + " of " + name(video) + ", which has " + frames);
    }
    long start = place.offset(frame);
    ByteBuffer buffer = ByteBuffer.allocate(place.lengths()[frame]);
    while (buffer.hasRemaining()) {
      if (read(place.shard(), buffer, start + buffer.position()) < 0) {
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
      String damage = StoreCheck.damage(folder, manifest, number);
      if (damage != null) {
        throw new InputException(damage);
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
