package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.video.StoreCheck;
import seco.video.VideoList;

/**
 * A frame store read whole, and repaired where that is wanted.
 *
 * @param store its folder
 * @param workers shards at the same time
 */
record StoreVerification(Path store, int workers) {
  /**
   * Names every damaged shard on a line of standard error.
   *
   * @param list from which damaged shards are made again, or null to leave them
   * @param root the folder of the list's videos
   * @throws InputException if a shard is damaged and stays so
   */
  Result work(Console console, @Nullable VideoList list, @Nullable Path root) throws IOException {
    StoreCheck check = StoreCheck.of(store);
    Map<Integer, String> damages = check.damages(workers, console.progress("shards", 0));
    damages.values().forEach(console::complain);
    if (!damages.isEmpty()) {
      if (list == null || root == null) {
        throw new InputException(
            "%s: %d of %d shards are damaged or missing; --repair with --list and --root makes them"
                    .formatted(store, damages.size(), check.shards())
                + " again");
      }
      check.repair(
          List.copyOf(damages.keySet()), list, root, workers, console.progress("videos", 0));
    }
    String repaired = damages.isEmpty() ? "" : ", " + damages.size() + " of them repaired";
    return new Result(store + ": " + check.shards() + " shards are sound" + repaired)
        .with("store", store)
        .with("videos", check.videos())
        .with("frames", check.frames())
        .with("shards", check.shards())
        .with("repaired", damages.size())
        .with("sha256", check.contentSha256());
  }
}
