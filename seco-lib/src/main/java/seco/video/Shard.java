package seco.video;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import seco.InputException;

/**
 * A stretch of the list's videos in two files: the JPEGs one behind the other, and an index of what
 * they are. The index is moved to its place last, so a shard with an index is whole.
 *
 * @param videos what is stored, in the list's order
 * @param lengths bytes of each frame's JPEG, by video
 * @param omitted videos of the stretch that are damaged and left out
 * @param bytes size of the JPEG file
 * @param sha256 of the JPEG file
 */
record Shard(
    List<StoredVideo> videos,
    List<int[]> lengths,
    List<OmittedVideo> omitted,
    long bytes,
    String sha256) {
  static final int MAGIC = 0x5EC05A8D;
  static final int VERSION = 1;

  static final String INDEX_SUFFIX = ".index";

  static String jpegs(int number) {
    return "shard-%05d.jpgs".formatted(number);
  }

  static String index(int number) {
    return "shard-%05d".formatted(number) + INDEX_SUFFIX;
  }

  void writeTo(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(bytes);
    out.writeUTF(sha256);
    out.writeInt(videos.size());
    for (int v = 0; v < videos.size(); v++) {
      StoredVideo video = videos.get(v);
      out.writeUTF(video.path());
      out.writeInt(video.label());
      out.writeInt(video.width());
      out.writeInt(video.height());
      out.writeInt(video.sourceFrames());
      out.writeInt(video.frames());
      for (int i = 0; i < video.frames(); i++) {
        out.writeInt(video.sourceIndices()[i]);
        out.writeInt(lengths.get(v)[i]);
      }
    }
    out.writeInt(omitted.size());
    for (OmittedVideo video : omitted) {
      out.writeInt(video.number());
      out.writeUTF(video.path());
      out.writeUTF(video.verdict().name());
      out.writeUTF(video.reason());
    }
    out.flush();
  }

  /**
   * Reads a shard's index.
   *
   * @param reading shared by the shards of a store
   * @throws InputException if it is no index, or its JPEG file is absent or of another size
   */
  static Shard read(Path folder, int number, ShardIndex reading) throws IOException {
    return read(folder, number, bytes(folder, number), reading);
  }

  /**
   * Reads a shard's index, wherever its JPEG file is.
   *
   * @param reading shared by the shards of a store
   * @throws InputException if it is no index
   */
  static Shard readIndex(Path folder, int number, ShardIndex reading) throws IOException {
    return understood(folder, number, bytes(folder, number), reading);
  }

  private static byte[] bytes(Path folder, int number) throws IOException {
    Path file = folder.resolve(index(number));
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": missing, the frame store is incomplete");
    }
    return Files.readAllBytes(file);
  }

  /**
   * Understands the bytes of a shard's index.
   *
   * @param reading shared by the shards of a store
   */
  static Shard read(Path folder, int number, byte[] bytes, ShardIndex reading) throws IOException {
    Shard shard = understood(folder, number, bytes, reading);
    Path data = folder.resolve(jpegs(number));
    if (!Files.isRegularFile(data) || Files.size(data) != shard.bytes) {
      throw new InputException(
          data + ": missing or not of " + shard.bytes + " bytes, make the frame store anew");
    }
    return shard;
  }

  private static Shard understood(Path folder, int number, byte[] bytes, ShardIndex reading) {
    try {
      return reading.read(bytes);
    } catch (IOException | RuntimeException e) {
      Path file = folder.resolve(index(number));
      throw new InputException(file + ": damaged index, make the frame store anew", e);
    }
  }
}
