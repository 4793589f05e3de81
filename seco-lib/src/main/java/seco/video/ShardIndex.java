package seco.video;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the indices of a store's shards. Most videos keep the same frames as others of their
 * length; such videos share one array.
 */
final class ShardIndex {
  private final Map<Long, int[]> sourceIndices = new HashMap<>();

  Shard read(byte[] index) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(index);
    if (in.getInt() != Shard.MAGIC || in.getInt() != Shard.VERSION) {
      throw new IllegalArgumentException("not an index of this version");
    }
    long bytes = in.getLong();
    String sha256 = text(in);
    int count = in.getInt();
    List<StoredVideo> videos = new ArrayList<>();
    List<int[]> lengths = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      videos.add(video(in, lengths));
    }
    List<OmittedVideo> omitted = new ArrayList<>();
    int missing = in.getInt();
    for (int i = 0; i < missing; i++) {
      omitted.add(new OmittedVideo(in.getInt(), text(in), Verdict.valueOf(text(in)), text(in)));
    }
    return new Shard(videos, lengths, omitted, bytes, sha256);
  }

  private StoredVideo video(ByteBuffer in, List<int[]> lengths) throws IOException {
    String path = text(in);
    int label = in.getInt();
    int width = in.getInt();
    int height = in.getInt();
    int sourceFrames = in.getInt();
    int stored = in.getInt();
    if (stored < 1 || stored > sourceFrames || stored > in.remaining() / 8) {
      throw new IllegalArgumentException(stored + " of " + sourceFrames + " frames");
    }
    int[] kept = new int[stored];
    int[] sizes = new int[stored];
    for (int i = 0; i < stored; i++) {
      kept[i] = in.getInt();
      sizes[i] = in.getInt();
    }
    lengths.add(sizes);
    return new StoredVideo(path, label, width, height, sourceFrames, shared(sourceFrames, kept));
  }

  private int[] shared(int sourceFrames, int[] kept) {
    int[] known = sourceIndices.putIfAbsent(((long) sourceFrames << 32) | kept.length, kept);
    return known != null && Arrays.equals(known, kept) ? known : kept;
  }

  /** A text as {@link java.io.DataOutput#writeUTF} writes it. */
  private static String text(ByteBuffer in) throws IOException {
    int from = in.position();
    int length = 2 + Short.toUnsignedInt(in.getShort());
    in.position(from + length);
    return new DataInputStream(new ByteArrayInputStream(in.array(), from, length)).readUTF();
  }
}
