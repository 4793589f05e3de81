package seco.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.video.StoreParts;

/**
 * A frame store in one of Hadoop's file systems while its shards are made there, beside its place.
 * It is moved there whole, and is a store when its manifest follows, so that an interruption while
 * files are moved leaves none that is torn: the same call goes on.
 */
final class RemoteBuilding {
  private static final String JOB = "job.json";

  private final StoreParts parts;
  private final Place target;
  private final Map<String, String> settings;
  private final Staging staging;
  private int made;

  /**
   * @param target the store's folder
   * @param staging for the small files of the store
   */
  RemoteBuilding(StoreParts parts, Place target, Map<String, String> settings, Staging staging) {
    this.parts = parts;
    this.target = target;
    this.settings = settings;
    this.staging = staging;
  }

  private HadoopFolder store() throws IOException {
    return HadoopFolder.of(target.full(), settings);
  }

  private HadoopFolder beside() throws IOException {
    return HadoopFolder.of(target.full() + ".partial", settings);
  }

  /** What the finished store there holds; null where there is none. */
  StoreParts.@Nullable Summary present() throws IOException {
    HadoopFolder store = store();
    if (!store.has(StoreParts.manifest())) {
      if (!store.names().isEmpty() && !isOfJob(store)) {
        throw new InputException(target + ": holds something else; choose another folder");
      }
      return null;
    }
    Path here = staging.folder("store");
    staging.stands(here, target);
    store.fetch(StoreParts.manifest(), here.resolve(StoreParts.manifest()));
    fetchIndices(store, here);
    store.delete(JOB);
    return parts.read(here, target.text());
  }

  private void fetchIndices(HadoopFolder from, Path here) throws IOException {
    for (int shard = 0; shard < parts.shards(); shard++) {
      String index = StoreParts.names(shard).get(1);
      if (from.has(index)) {
        from.fetch(index, here.resolve(index));
      }
    }
  }

  private boolean isOfJob(HadoopFolder folder) throws IOException {
    if (!folder.has(JOB)) {
      return false;
    }
    Path copy = staging.folder("job-" + java.util.UUID.randomUUID()).resolve(JOB);
    folder.fetch(JOB, copy);
    return Files.readString(copy).equals(parts.job());
  }

  /** Begins, or goes on with what is there of the same list and settings. */
  void begin() throws IOException {
    if (isOfJob(store()) || isOfJob(beside())) {
      return;
    }
    if (beside().has(JOB)) {
      throw new InputException(
          beside() + ": another store is being made there; if by nobody, delete it");
    }
    beside().deleteTree();
    made = beside().missing();
    Path job = staging.folder("begin").resolve(JOB);
    Files.writeString(job, parts.job());
    beside().put(job, JOB);
  }

  /** Where the shards are made: beside the place or, after an interrupted move, there. */
  private HadoopFolder site() throws IOException {
    return isOfJob(store()) ? store() : beside();
  }

  /** The URI of the folder in which shards are made. */
  String folder() throws IOException {
    return isOfJob(store()) ? target.full() : target.full() + ".partial";
  }

  /** The numbers of the shards that are not there yet. */
  List<Integer> missing() throws IOException {
    Set<String> there = new HashSet<>(site().names());
    return IntStream.range(0, parts.shards())
        .filter(shard -> !there.containsAll(StoreParts.names(shard)))
        .boxed()
        .toList();
  }

  /** Moves the store to its place; all shards must be there. */
  StoreParts.Summary finish() throws IOException {
    HadoopFolder site = site();
    Path here = staging.folder("finish");
    staging.stands(here, target);
    fetchIndices(site, here);
    StoreParts.Summary made = parts.join(here);
    for (int shard = 0; shard < parts.shards(); shard++) {
      String jpegs = StoreParts.names(shard).get(0);
      if (site.size(jpegs) != made.shardBytes().get(shard)) {
        throw new IOException(site + "/" + jpegs + ": missing or of another size");
      }
    }
    site.removeScraps();
    if (!isOfJob(store())) {
      store().deleteTree(); // an empty folder
      site.moveTo(store());
    }
    store().put(here.resolve(StoreParts.manifest()), StoreParts.manifest());
    store().delete(JOB);
    return made;
  }

  /** Takes everything back; nobody makes shards any more. */
  void undo() throws IOException {
    beside().undo(made);
  }
}
