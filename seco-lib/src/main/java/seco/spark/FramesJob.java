package seco.spark;

import java.util.Map;
import java.util.TreeMap;
import seco.video.FrameStoreConfig;

/**
 * A frame store to be made.
 *
 * @param list of the videos
 * @param root the folder to which the list's paths are relative
 * @param out the store's folder
 * @param config the frames' number, size and quality
 * @param skipDamaged leaves damaged videos out and names them
 */
public record FramesJob(
    Place list, Place root, Place out, FrameStoreConfig config, boolean skipDamaged) {

  /** Its work, shard by shard. */
  ShardWork work(String building, String listSha256, Map<String, String> settings) {
    return new ShardWork(
        list.full(),
        listSha256,
        root.full(),
        building,
        config.framesPerVideo(),
        config.edge(),
        config.jpegQuality(),
        skipDamaged,
        new TreeMap<>(settings));
  }
}
