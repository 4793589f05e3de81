package seco.video;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param contentSha256 of all that is above: two stores with the same are the same
 */
record Manifest(
    String listSha256,
    String filesSha256,
    FrameStoreConfig config,
    int videos,
    long frames,
    long bytes,
    List<String> shardSha256,
    String contentSha256) {
  static final String FILE = "manifest.json";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  static Manifest of(
      String listSha256, String filesSha256, FrameStoreConfig config, List<Shard> shards) {
    int videos = 0;
    long frames = 0;
    long bytes = 0;
    for (Shard shard : shards) {
      videos += shard.videos().size();
      frames += shard.videos().stream().mapToInt(StoredVideo::frames).sum();
      bytes += shard.bytes();
    }
    List<String> hashes = shards.stream().map(Shard::sha256).toList();
    String content = Hashes.ofText(listSha256 + config + videos + " " + frames + hashes);
    return new Manifest(listSha256, filesSha256, config, videos, frames, bytes, hashes, content);
  }

  void write(Path folder) throws IOException {
    SafeFile.writeText(folder.resolve(FILE), GSON.toJson(this) + "\n");
  }

  static Manifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InputException(folder + ": no frame store (it has no " + FILE + ")");
    }
    try {
      Manifest manifest = GSON.fromJson(Files.readString(file), Manifest.class);
      if (manifest != null && manifest.shardSha256 != null && manifest.config != null) {
        return manifest;
      }
    } catch (JsonParseException e) {
      throw new InputException(file + ": damaged, make the frame store anew", e);
    }
    throw new InputException(file + ": damaged, make the frame store anew");
  }
}
