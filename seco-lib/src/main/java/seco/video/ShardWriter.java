package seco.video;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
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
  static final String PARTIAL_SUFFIX = ".partial";
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path folder;
  private final int number;
  private final Path partial;
  private final Path partialIndex;
  private final MessageDigest digest = Hashes.sha256();
  private final FileOutputStream file;
  private final OutputStream out;
  private final List<StoredVideo> videos = new ArrayList<>();
  private final List<int[]> lengths = new ArrayList<>();
  private final List<OmittedVideo> omitted = new ArrayList<>();
  private long bytes;

  /**
   * @param worker a name that keeps apart what several workers leave unfinished
   */
  ShardWriter(Path folder, int number, String worker) throws IOException {
    this.folder = folder;
    this.number = number;
    partial = folder.resolve(Shard.jpegs(number) + "." + worker + PARTIAL_SUFFIX);
    partialIndex = folder.resolve(Shard.index(number) + "." + worker + PARTIAL_SUFFIX);
    file = new FileOutputStream(partial.toFile());
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
    Path place = folder.resolve(Shard.jpegs(number));
    return new IOException(place + ": could not be written (" + e.getMessage() + ")", e);
  }

  void omit(OmittedVideo video) {
    omitted.add(video);
  }

  /** Brings the shard to the disk, still beside its place. */
  void complete() throws IOException {
    try {
      out.flush();
      file.getFD().sync();
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
    Shard shard = new Shard(videos, lengths, omitted, bytes, Hashes.hex(digest));
    SafeFile.write(partialIndex, shard::writeTo);
  }

  /** Fingerprint of the completed JPEG file. */
  String jpegsSha256() throws IOException {
    return Hashes.ofFile(partial);
  }

  /** Fingerprint of the completed index. */
  String indexSha256() throws IOException {
    return Hashes.ofFile(partialIndex);
  }

  /** Moves the completed shard to its place, its index last. */
  void publish() throws IOException {
    SafeFile.move(partial, folder.resolve(Shard.jpegs(number)));
    SafeFile.move(partialIndex, folder.resolve(Shard.index(number)));
  }

  /** Gives up what is not published. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(partial);
      Files.deleteIfExists(partialIndex);
    }
  }
}
