package seco.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.SparkFiles;
import seco.InputException;
import seco.video.FrameStoreConfig;
import seco.video.StoreParts;
import seco.video.VideoList;

/**
 * Makes a shard of a frame store that is being built. In a shared folder it is made beside its
 * place; elsewhere on this machine, from copies of its videos, and then put there.
 *
 * @param list of the videos
 * @param listSha256 its fingerprint
 * @param root of the videos
 * @param building the folder of the shards
 * @param settings of Spark, for Hadoop's file systems
 */
record ShardWork(
    String list,
    String listSha256,
    String root,
    String building,
    int framesPerVideo,
    int edge,
    int quality,
    boolean skipDamaged,
    TreeMap<String, String> settings)
    implements Work<Integer, Integer> {

  /** Makes the shard of a number, unless it is there, and returns the number. */
  @Override
  public Integer on(Integer shard) throws IOException {
    try (Staging staging = new Staging(Path.of(SparkFiles.getRootDirectory()), settings)) {
      try {
        make(shard, staging);
      } catch (InputException e) {
        throw staging.named(e);
      }
    }
    return shard;
  }

  private void make(int shard, Staging staging) throws IOException {
    VideoList videos = VideoList.read(staging.in(new Place(list)));
    if (!videos.sha256().equals(listSha256)) {
      throw new InputException(list + ": is not the list with which the store was begun");
    }
    Place target = new Place(building);
    if (!target.isRemote()) {
      parts(videos, shard, staging).make(shard, target.path(), UUID.randomUUID().toString());
      return;
    }
    HadoopFolder folder = HadoopFolder.of(building, settings);
    String index = StoreParts.names(shard).get(1);
    if (!folder.has(index)) {
      Path here = staging.folder("shard");
      parts(videos, shard, staging).make(shard, here, "here");
      for (String name : StoreParts.names(shard)) { // the index last
        folder.put(here.resolve(name), name);
      }
    }
  }

  private StoreParts parts(VideoList videos, int shard, Staging staging) throws IOException {
    FrameStoreConfig config = new FrameStoreConfig(framesPerVideo, edge, quality);
    Place from = new Place(root);
    if (!from.isRemote()) {
      return new StoreParts(videos, from.path(), config, skipDamaged);
    }
    Path copies = staging.folder("videos");
    staging.stands(copies, from);
    StoreParts parts = new StoreParts(videos, copies, config, skipDamaged);
    HadoopFolder folder = HadoopFolder.of(root, settings);
    for (VideoList.Entry entry : parts.videos(shard)) {
      Path copy = copies.resolve(entry.path());
      if (Files.notExists(copy) && folder.has(entry.path())) {
        folder.fetch(entry.path(), copy);
      }
    }
    return parts;
  }
}
