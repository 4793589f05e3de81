package seco.video;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;

/**
 * The parts of a {@link FrameStore} to be: its shards, made one by one by whoever is told to, and
 * what joins them. Two who make the same shard make the same bytes.
 */
public final class StoreParts {
  private final VideoFiles files;
  private final FrameStoreConfig config;
  private final boolean skipDamaged;
  private final ShardMaker maker;

  /**
   * @param list the videos
   * @param root the folder to which the list's paths are relative
   * @param skipDamaged leaves damaged videos out and names them, instead of failing at the first
   */
  public StoreParts(VideoList list, Path root, FrameStoreConfig config, boolean skipDamaged) {
    this(new VideoFiles(list, root), config, skipDamaged);
  }

  /**
   * Parts of videos that lie elsewhere, for who joins the shards that others make.
   *
   * @param root the folder's name, for messages
   * @param sizes bytes of each video's file; -1 where there is none
   */
  public StoreParts(
      VideoList list, Path root, long[] sizes, FrameStoreConfig config, boolean skipDamaged) {
    this(new VideoFiles(list, root, sizes), config, skipDamaged);
  }

  StoreParts(VideoFiles files, FrameStoreConfig config, boolean skipDamaged) {
    this.files = files;
    this.config = config;
    this.skipDamaged = skipDamaged;
    maker = new ShardMaker(files, config, skipDamaged, null);
  }

  VideoFiles files() {
    return files;
  }

  FrameStoreConfig config() {
    return config;
  }

  boolean skipsDamaged() {
    return skipDamaged;
  }

  /** Number of shards. */
  public int shards() {
    return maker.layout().shards();
  }

  /** The videos of a shard. */
  public List<VideoList.Entry> videos(int shard) {
    ShardLayout layout = maker.layout();
    return files.list().entries().subList(layout.first(shard), layout.end(shard));
  }

  /** The names of a shard's two files; a shard that has the second is whole. */
  public static List<String> names(int shard) {
    return List.of(Shard.jpegs(shard), Shard.index(shard));
  }

  /** The store's file that says what it holds. */
  public static String manifest() {
    return Manifest.FILE;
  }

  /**
   * Requires that every path lies in the folder and, unless damaged videos may be left out, that
   * each is there.
   */
  public void require() {
    files.require(!skipDamaged);
  }

  /** What a half-made store belongs to, so that only the same work is continued. */
  private record Job(String list, String files, FrameStoreConfig config, boolean skipDamaged) {}

  /** What is made, as text: equal for equal stores. */
  public String job() throws IOException {
    String list = files.list().sha256();
    return new Gson().toJson(new Job(list, files.sha256(files.count()), config, skipDamaged));
  }

  /**
   * Makes a shard in a folder, unless it is there. An attempt that is killed leaves files whose
   * names end in {@code .partial}.
   *
   * @param attempt a name that no other attempt has
   * @throws InputException if a video is damaged and may not be left out
   */
  public void make(int shard, Path folder, String attempt) throws IOException {
    if (Files.exists(folder.resolve(Shard.index(shard)))) {
      return;
    }
    try (ShardWriter writer = new ShardWriter(folder, shard, attempt)) {
      maker.make(shard, writer, () -> {});
      writer.complete();
      writer.publish();
    }
  }

  /**
   * What a finished store holds.
   *
   * @param videos stored
   * @param frames of them
   * @param bytes of all JPEGs
   * @param shardBytes of each shard's JPEG file
   * @param sha256 of its content
   * @param omitted the videos that were left out, in the list's order
   */
  public record Summary(
      int videos,
      long frames,
      long bytes,
      List<Long> shardBytes,
      String sha256,
      List<OmittedVideo> omitted) {}

  /**
   * Writes the manifest of shards of which at least the indices lie in a folder.
   *
   * @throws InputException if every video was left out
   */
  public Summary join(Path folder) throws IOException {
    List<Shard> shards = indices(folder);
    requireAny(shards);
    Manifest manifest =
        Manifest.of(folder, files.list().sha256(), files.sha256(files.count()), config, shards);
    manifest.write(folder);
    return summary(manifest, shards);
  }

  /**
   * Understands a finished store of which at least manifest and indices lie in a folder.
   *
   * @param where the store's name, for messages
   * @throws InputException if it is not the store of these parts
   */
  public Summary read(Path folder, String where) throws IOException {
    Manifest present = Manifest.read(folder);
    requireOwn(present, where);
    Summary summary = summary(present, indices(folder));
    requireAllowed(summary.omitted());
    return summary;
  }

  private List<Shard> indices(Path folder) throws IOException {
    List<Shard> shards = new ArrayList<>();
    ShardIndex reading = new ShardIndex();
    for (int number = 0; number < shards(); number++) {
      shards.add(Shard.readIndex(folder, number, reading));
    }
    return shards;
  }

  private static Summary summary(Manifest manifest, List<Shard> shards) {
    return new Summary(
        manifest.videos(),
        manifest.frames(),
        manifest.bytes(),
        shards.stream().map(Shard::bytes).toList(),
        manifest.contentSha256(),
        shards.stream().flatMap(shard -> shard.omitted().stream()).toList());
  }

  private void requireAny(List<Shard> shards) {
    if (shards.stream().allMatch(shard -> shard.videos().isEmpty())) {
      OmittedVideo first = shards.get(0).omitted().get(0);
      throw new DamagedVideoException(
          first.verdict(),
          files.list().file()
              + ": every video of the list is damaged, the first: "
              + first.reason());
    }
  }

  /** Requires a manifest to be of the store of these parts. */
  void requireOwn(Manifest present, String where) throws IOException {
    if (!present.listSha256().equals(files.list().sha256())
        || !files.sha256(files.count()).equals(present.filesSha256())
        || !present.config().equals(config)) {
      throw new InputException(
          where
              + ": holds a frame store of another list, other videos or other settings;"
              + " choose another folder");
    }
  }

  /** Requires that these videos may be left out. */
  void requireAllowed(List<OmittedVideo> omitted) {
    if (!skipDamaged && !omitted.isEmpty()) {
      OmittedVideo first = omitted.get(0);
      throw new InputException(files.where(files.entry(first.number())) + first.reason());
    }
  }
}
