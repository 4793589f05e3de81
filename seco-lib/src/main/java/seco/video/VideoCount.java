package seco.video;

import java.util.HashMap;
import java.util.Map;
import seco.run.Progress;

/** Counts the videos that are done, whichever process has done them. */
final class VideoCount {
  private final Progress progress;
  private final int total;
  private final Map<Integer, Integer> byShard = new HashMap<>();
  private int done;

  VideoCount(Progress progress, int total) {
    this.progress = progress;
    this.total = total;
  }

  /** One more video of a shard is done. */
  synchronized void oneOf(int shard) {
    byShard.merge(shard, 1, Integer::sum);
    progress.at(++done, total);
  }

  /** All videos of a shard are done; always true. */
  synchronized boolean finished(int shard, int videos) {
    done += videos - byShard.getOrDefault(shard, 0);
    if (byShard.put(shard, videos) == null) {
      progress.at(done, total);
    }
    return true;
  }
}
