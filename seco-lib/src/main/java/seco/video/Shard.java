package seco.video;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final int MAGIC = 0x5EC05A8D;
  private static final int VERSION = 1;

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
   * @throws InputException if it is no index, or its JPEG file is absent or of another size
   */
  static Shard read(Path folder, int number) throws IOException {
    Path file = folder.resolve(index(number));
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": missing, the frame store is incomplete");
    }
    Shard shard;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      shard = read(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(file + ": damaged index, make the frame store anew", e);
    }
    Path data = folder.resolve(jpegs(number));
    if (!Files.isRegularFile(data) || Files.size(data) != shard.bytes) {
      throw new InputException(
          data + ": missing or not of " + shard.bytes + " bytes, make the frame store anew");
    }
    return shard;
  }

  private static Shard read(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC || in.readInt() != VERSION) {
      throw new IllegalArgumentException("not an index of this version");
    }
    long bytes = in.readLong();
    String sha256 = in.readUTF();
    int count = in.readInt();
    List<StoredVideo> videos = new ArrayList<>();
    List<int[]> lengths = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      String path = in.readUTF();
      int label = in.readInt();
      int width = in.readInt();
      int height = in.readInt();
      int sourceFrames = in.readInt();
      int stored = in.readInt();
      if (stored < 1 || stored > sourceFrames || stored > bytes) { // a JPEG has a byte and more
        throw new IllegalArgumentException(stored + " of " + sourceFrames + " frames");
      }
      int[] sourceIndices = new int[stored];
      int[] sizes = new int[stored];
      for (int i = 0; i < stored; i++) {
        sourceIndices[i] = in.readInt();
        sizes[i] = in.readInt();
      }
      videos.add(new StoredVideo(path, label, width, height, sourceFrames, sourceIndices));
      lengths.add(sizes);
    }
    List<OmittedVideo> omitted = new ArrayList<>();
    int missing = in.readInt();
    for (int i = 0; i < missing; i++) {
      omitted.add(
          new OmittedVideo(
              in.readInt(), in.readUTF(), Verdict.valueOf(in.readUTF()), in.readUTF()));
    }
    return new Shard(videos, lengths, omitted, bytes, sha256);
  }
}
