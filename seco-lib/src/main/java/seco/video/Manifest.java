package seco.video;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.run.Hashes;
import seco.run.SafeFile;

/**
 * What a frame store holds, for people and for comparison; {@code manifest.json} in its folder.
 *
 * @param listSha256 of the list from which it was made
 * @param filesSha256 of the videos' sizes in bytes, by which another folder of videos is noticed
 * @param config the frames' number, size and quality
 * @param videos stored videos
 * @param frames stored frames
 * @param bytes of all JPEGs
 * @param shardSha256 of each shard's JPEG file
 * @param indexSha256 of each shard's index
 * @param contentSha256 of list, settings and frames: two stores with the same hold the same
 */
record Manifest(
    String listSha256,
    String filesSha256,
    FrameStoreConfig config,
    int videos,
    long frames,
    long bytes,
    List<String> shardSha256,
    List<String> indexSha256,
    String contentSha256) {
  static final String FILE = "manifest.json";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** The manifest of finished shards. */
  static Manifest of(
      Path folder,
      String listSha256,
      String filesSha256,
      FrameStoreConfig config,
      List<Shard> shards)
      throws IOException {
    int videos = 0;
    long frames = 0;
    long bytes = 0;
    for (Shard shard : shards) {
      videos += shard.videos().size();
      frames += shard.videos().stream().mapToInt(StoredVideo::frames).sum();
      bytes += shard.bytes();
    }
    List<String> hashes = shards.stream().map(Shard::sha256).toList();
    List<String> indices = new ArrayList<>();
    for (int number = 0; number < shards.size(); number++) {
      indices.add(Hashes.ofFile(folder.resolve(Shard.index(number))));
    }
    Manifest open =
        new Manifest(listSha256, filesSha256, config, videos, frames, bytes, hashes, indices, "");
    return new Manifest(
        listSha256,
        filesSha256,
        config,
        videos,
        frames,
        bytes,
        hashes,
        indices,
        open.fingerprint());
  }

  /** What {@link #contentSha256} must be. */
  private String fingerprint() {
    return Hashes.ofText(
        String.join(
            " ",
            listSha256,
            config.toString(),
            videos + " videos, " + frames + " frames, " + bytes + " bytes",
            shardSha256.toString(),
            indexSha256.toString()));
  }

  void write(Path folder) throws IOException {
    SafeFile.writeText(folder.resolve(FILE), GSON.toJson(this) + "\n");
  }

  /**
   * Reads a store's manifest.
   *
   * @throws InputException if there is none, or it is not as it was written
   */
  static Manifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InputException(folder + ": no frame store (it has no " + FILE + ")");
    }
    try {
      Manifest manifest = GSON.fromJson(Files.readString(file), Manifest.class);
      if (manifest != null
          && manifest.shardSha256.size() == manifest.indexSha256.size()
          && manifest.fingerprint().equals(manifest.contentSha256)) {
        return manifest;
      }
    } catch (MalformedInputException | RuntimeException e) { // no text, no JSON, a part is absent
      throw new InputException(file + ": damaged, make the frame store anew", e);
    }
    throw new InputException(file + ": damaged, make the frame store anew");
  }
}
