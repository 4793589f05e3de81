package seco.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes a shard of a store: from the videos, or from an earlier store of the list's beginning. */
final class ShardMaker {
  private final VideoFiles files;
  private final FrameStoreConfig config;
  private final boolean skipDamaged;
  private final ShardLayout layout;
  private final @Nullable EarlierStore earlier;

  ShardMaker(
      VideoFiles files,
      FrameStoreConfig config,
      boolean skipDamaged,
      @Nullable EarlierStore earlier) {
    this.files = files;
    this.config = config;
    this.skipDamaged = skipDamaged;
    this.earlier = earlier;
    layout = new ShardLayout(files.count());
  }

  ShardLayout layout() {
    return layout;
  }

  /**
   * Makes a shard.
   *
   * @param writer takes it
   * @param oneMore told of every video
   */
  void make(int number, ShardWriter writer, Runnable oneMore) throws IOException {
    for (int video = layout.first(number); video < layout.end(number); video++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("shard " + number + ": interrupted");
      }
      add(video, writer);
      oneMore.run();
    }
  }

  /** Takes a shard of the same videos from the earlier store, without reading it. */
  boolean link(int number, Path folder) throws IOException {
    if (earlier == null || !layout.sharesShard(number, earlier.layout())) {
      return false;
    }
    earlier.link(number, folder);
    return true;
  }

  private void add(int video, ShardWriter writer) throws IOException {
    if (earlier != null && video < earlier.layout().videos()) {
      earlier.copy(video, writer);
      return;
    }
    VideoList.Entry entry = files.entry(video);
    Path file = files.file(entry);
    try {
      writer.add(StoredFrames.decode(file, entry, config));
    } catch (DamagedVideoException e) {
      if (!skipDamaged) {
        throw new DamagedVideoException(e.verdict(), files.where(entry) + e.getMessage(), e);
      }
      writer.omit(new OmittedVideo(video, entry.path(), e.verdict(), files.reason(entry, e)));
    } catch (UncheckedIOException e) { // interrupted, which says nothing of the video
      throw e.getCause();
    }
  }
}
