package seco.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** A store of a list's beginning, whose frames a store of the whole list takes over. */
final class EarlierStore implements AutoCloseable {
  private final FrameStore store;
  private final ShardLayout layout;
  private final Map<Integer, OmittedVideo> omitted = new HashMap<>();
  private final int[] numbers;
  private final Set<Integer> sound = ConcurrentHashMap.newKeySet();

  private EarlierStore(FrameStore store) {
    this.store = store;
    layout = new ShardLayout(store.size() + store.omitted().size());
    store.omitted().forEach(video -> omitted.put(video.number(), video));
    numbers = new int[layout.videos()];
    int stored = 0;
    for (int number = 0; number < numbers.length; number++) {
      numbers[number] = omitted.containsKey(number) ? -1 : stored++;
    }
  }

  /**
   * Opens the store at a place.
   *
   * @return null unless it was made with these settings from the first videos of this list, and of
   *     fewer than all
   */
  static @Nullable EarlierStore open(Path folder, VideoFiles files, FrameStoreConfig config)
      throws IOException {
    FrameStore store = FrameStore.open(folder);
    int videos = store.size() + store.omitted().size();
    if (videos < files.count()
        && store.config().equals(config)
        && firstOf(files.list(), videos).sha256().equals(store.listSha256())
        && files.sha256(videos).equals(store.filesSha256())) {
      return new EarlierStore(store);
    }
    store.close();
    return null;
  }

  private static VideoList firstOf(VideoList list, int videos) {
    return new VideoList(list.file(), list.entries().subList(0, videos));
  }

  ShardLayout layout() {
    return layout;
  }

  /** The damaged videos that it leaves out. */
  List<OmittedVideo> omitted() {
    return store.omitted();
  }

  /** Gives a writer what the store holds of a video of the list. */
  void copy(int number, ShardWriter writer) throws IOException {
    OmittedVideo out = omitted.get(number);
    if (out != null) {
      writer.omit(out);
      return;
    }
    int video = numbers[number];
    requireSound(store.shard(video));
    List<byte[]> jpegs = new ArrayList<>();
    for (int frame = 0; frame < store.video(video).frames(); frame++) {
      jpegs.add(store.jpeg(video, frame));
    }
    writer.add(new StoredFrames(store.video(video), jpegs));
  }

  /** A shard is read whole before its frames are copied: damage must not get a new fingerprint. */
  private void requireSound(int shard) throws IOException {
    if (sound.contains(shard)) {
      return;
    }
    String damage = StoreCheck.damage(store.folder(), store.manifest(), shard);
    if (damage != null) {
      throw new InputException(damage + ": repair the frame store first");
    }
    sound.add(shard);
  }

  /** Puts a shard into another folder as a second name of the same files, or as copies. */
  void link(int shard, Path folder) throws IOException {
    for (String name : List.of(Shard.jpegs(shard), Shard.index(shard))) { // the index last
      Path from = store.folder().resolve(name);
      Path to = folder.resolve(name);
      try {
        Files.deleteIfExists(to);
        Files.createLink(to, from);
      } catch (IOException | UnsupportedOperationException e) {
        Path partial = folder.resolve(name + ShardWriter.PARTIAL_SUFFIX);
        Files.copy(from, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
