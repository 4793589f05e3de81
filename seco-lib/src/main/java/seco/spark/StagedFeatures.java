package seco.spark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;
import seco.experiment.FeatureTask;
import seco.probe.FeatureNames;
import seco.run.ProtocolCard;
import seco.video.StoreParts;

/**
 * A feature task with all that it reads on this machine. What is in one of Hadoop's file systems is
 * copied; of a frame store first its indices, and the shards when they are needed.
 */
final class StagedFeatures {
  private static final List<String> OF_A_RUN =
      List.of("config.json", "provenance.json", "start.json", ProtocolCard.FILE);

  private static final String CHECKPOINTS = "checkpoints";

  private final FeatureTask given;
  private final Staging staging;
  private final Map<String, String> settings;
  private final FeatureTask here;

  /**
   * @param given its places as they were given
   */
  StagedFeatures(FeatureTask given, Staging staging, Map<String, String> settings)
      throws IOException {
    this.given = given;
    this.staging = staging;
    this.settings = settings;
    Place segments = given.segments().isEmpty() ? null : new Place(given.segments());
    here =
        given.with(
            given.origin() == FeatureTask.Origin.RANDOM ? "" : network(new Place(given.from())),
            store(new Place(given.store())),
            segments == null ? "" : staging.in(segments).toString(),
            out(new Place(given.out())).toString());
  }

  /** The task with its places on this machine. */
  FeatureTask task() {
    return here;
  }

  private Path out(Place place) throws IOException {
    return staging.out(place, FeatureNames.beside(Path.of(place.name())).toString());
  }

  private String network(Place place) throws IOException {
    if (!place.isRemote()) {
      return place.full();
    }
    return given.origin() == FeatureTask.Origin.FILE
        ? staging.in(place).toString()
        : run(place).toString();
  }

  private Path run(Place place) throws IOException {
    Path copy = staging.folder("run").resolve(place.name());
    staging.stands(copy, place);
    HadoopFolder run = HadoopFolder.of(place.full(), settings);
    for (String name : OF_A_RUN) {
      if (run.has(name)) {
        run.fetch(name, copy.resolve(name));
      }
    }
    String checkpoints = place.full() + "/" + CHECKPOINTS;
    List<String> steps = HadoopFolder.of(checkpoints, settings).names();
    if (!steps.isEmpty()) {
      String step = Collections.max(steps); // the newest: names hold as many digits
      HadoopFolder state = HadoopFolder.of(checkpoints + "/" + step, settings);
      for (String name : state.names()) {
        if (state.has(name)) {
          state.fetch(name, copy.resolve(CHECKPOINTS).resolve(step).resolve(name));
        }
      }
    }
    return copy;
  }

  private String store(Place place) throws IOException {
    if (!place.isRemote()) {
      return place.full();
    }
    Path copy = staging.folder("store").resolve(place.name());
    staging.stands(copy, place);
    HadoopFolder store = HadoopFolder.of(place.full(), settings);
    Set<String> names = new HashSet<>(store.names());
    if (!names.contains(StoreParts.manifest())) {
      throw new InputException(place + ": no frame store");
    }
    store.fetch(StoreParts.manifest(), copy.resolve(StoreParts.manifest()));
    if (names.contains(ProtocolCard.FILE)) {
      store.fetch(ProtocolCard.FILE, copy.resolve(ProtocolCard.FILE));
    }
    for (int shard = 0; names.contains(StoreParts.names(shard).get(1)); shard++) {
      String pictures = StoreParts.names(shard).get(0);
      String index = StoreParts.names(shard).get(1);
      store.fetch(index, copy.resolve(index));
      keepRoom(copy.resolve(pictures), store.size(pictures));
    }
    return copy.toString();
  }

  /** A file of nothing, which takes no room, in place of pictures that may come later. */
  private static void keepRoom(Path file, long bytes) throws IOException {
    try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
      empty.setLength(Math.max(0, bytes));
    }
  }

  /** Copies the pictures of some shards, where they are not on this machine. */
  void fetch(Collection<Integer> shards) throws IOException {
    Place place = new Place(given.store());
    if (!place.isRemote()) {
      return;
    }
    HadoopFolder store = HadoopFolder.of(place.full(), settings);
    for (int shard : shards) {
      String pictures = StoreParts.names(shard).get(0);
      Path fresh = staging.folder("shard").resolve(pictures);
      Files.deleteIfExists(fresh);
      store.fetch(pictures, fresh);
      Path copy = Path.of(here.store()).resolve(pictures);
      Files.move(fresh, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The folder of the chunks of a result that goes to one of Hadoop's file systems. */
  static HadoopFolder chunks(Place out, Map<String, String> settings) throws IOException {
    return HadoopFolder.of(out.full() + ".chunks", settings);
  }
}
