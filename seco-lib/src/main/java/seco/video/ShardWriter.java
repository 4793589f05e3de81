package seco.video;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import seco.run.Hashes;
import seco.run.SafeFile;

/** Writes the JPEGs of a shard while its videos are decoded, beside their place. */
final class ShardWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path folder;
  private final int number;
  private final Path partial;
  private final MessageDigest digest = Hashes.sha256();
  private final OutputStream out;
  private final List<StoredVideo> videos = new ArrayList<>();
  private final List<int[]> lengths = new ArrayList<>();
  private final List<OmittedVideo> omitted = new ArrayList<>();
  private long bytes;

  ShardWriter(Path folder, int number) throws IOException {
    this.folder = folder;
    this.number = number;
    partial = SafeFile.beside(folder.resolve(Shard.jpegs(number)));
    OutputStream file = Files.newOutputStream(partial);
    out = new DigestOutputStream(new BufferedOutputStream(file, BUFFER_BYTES), digest);
  }

  /**
   * Appends a video's frames.
   *
   * @throws IOException naming the shard, for example when the disk is full
   */
  void add(StoredFrames frames) throws IOException {
    int[] sizes = new int[frames.jpegs().size()];
    for (int i = 0; i < sizes.length; i++) {
      byte[] jpeg = frames.jpegs().get(i);
      write(jpeg);
      sizes[i] = jpeg.length;
      bytes += jpeg.length;
    }
    videos.add(frames.video());
    lengths.add(sizes);
  }

  private void write(byte[] jpeg) throws IOException {
    try {
      out.write(jpeg);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A failure that names the shard, for example when the disk is full. */
  private IOException failed(IOException e) {
    Path file = folder.resolve(Shard.jpegs(number));
    return new IOException(file + ": could not be written (" + e.getMessage() + ")", e);
  }

  void omit(OmittedVideo video) {
    omitted.add(video);
  }

  /** Moves the shard to its place, its index last. */
  void finish() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
    SafeFile.move(partial, folder.resolve(Shard.jpegs(number)));
    Shard shard = new Shard(videos, lengths, omitted, bytes, Hashes.hex(digest));
    SafeFile.write(folder.resolve(Shard.index(number)), shard::writeTo);
  }

  /** Gives up what is not finished. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
