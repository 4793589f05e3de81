package seco.video;

/**
 * Which videos of a list share a shard: a matter of the list's length alone, so neither workers nor
 * interruptions show in a store.
 *
 * @param videos of the list
 */
record ShardLayout(int videos) {
  private static final int MAXIMUM_VIDEOS_PER_SHARD = 256;
  private static final int MINIMUM_VIDEOS_PER_SHARD = 16;
  private static final int SHARDS_OF_A_SMALL_STORE = 16;

  private int videosPerShard() {
    int share = (videos + SHARDS_OF_A_SMALL_STORE - 1) / SHARDS_OF_A_SMALL_STORE;
    return Math.max(MINIMUM_VIDEOS_PER_SHARD, Math.min(share, MAXIMUM_VIDEOS_PER_SHARD));
  }

  int shards() {
    return (videos + videosPerShard() - 1) / videosPerShard();
  }

  /** The number of a shard's first video. */
  int first(int shard) {
    return shard * videosPerShard();
  }

  /** The number after that of a shard's last video. */
  int end(int shard) {
    return Math.min(first(shard) + videosPerShard(), videos);
  }

  /** Whether a shard holds the same videos in another layout. */
  boolean sharesShard(int shard, ShardLayout other) {
    return shard < shards()
        && shard < other.shards()
        && first(shard) == other.first(shard)
        && end(shard) == other.end(shard);
  }
}
