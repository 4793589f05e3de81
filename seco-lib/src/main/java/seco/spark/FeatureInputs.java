package seco.spark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;
import seco.experiment.FeatureTask;
import seco.run.ProtocolCard;
import seco.video.StoreParts;

/**
 * What a feature task reads, on this machine: of Hadoop's file systems the network, the segments
 * and the indices of the frame store are copied, once for all tasks of a process; the pictures of
 * the store have room but are not there.
 */
final class FeatureInputs {
  private static final List<String> OF_A_RUN =
      List.of("config.json", "provenance.json", "start.json", ProtocolCard.FILE);

  private static final String CHECKPOINTS = "checkpoints";
  private static final Map<String, FeatureInputs> READ = new HashMap<>();

  private final FeatureTask given;
  private final Staging staging;
  private final Map<String, String> settings;
  private final String network;
  private final String segments;
  private final String store;

  /**
   * Copies what has to be.
   *
   * @param given its places as they were given
   */
  FeatureInputs(FeatureTask given, Staging staging, Map<String, String> settings)
      throws IOException {
    this.given = given;
    this.staging = staging;
    this.settings = settings;
    network = given.origin() == FeatureTask.Origin.RANDOM ? "" : network(new Place(given.from()));
    segments = given.segments().isEmpty() ? "" : staging.in(new Place(given.segments())).toString();
    store = store(new Place(given.store()));
  }

  /**
   * The inputs of a task in this process, copied by the first that asks.
   *
   * @param folder of this process, in which the copies stay
   */
  static FeatureInputs of(FeatureTask given, Path folder, Map<String, String> settings)
      throws IOException {
    synchronized (READ) { // others wait for the one that copies
      String key = folder + " " + given + " " + settings;
      FeatureInputs inputs = READ.get(key);
      if (inputs == null) {
        inputs = new FeatureInputs(given, new Staging(folder, settings), settings);
        READ.put(key, inputs);
      }
      return inputs;
    }
  }

  /** The task with its network and segments on this machine. */
  FeatureTask task(String storeHere, String outHere) {
    return given.with(network, storeHere, segments, outHere);
  }

  /** The folder of the store, or where it is on this machine without its pictures. */
  String store() {
    return store;
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
    HadoopFolder folder = HadoopFolder.of(place.full(), settings);
    Set<String> names = new HashSet<>(folder.names());
    if (!names.contains(StoreParts.manifest())) {
      throw new InputException(place + ": no frame store");
    }
    folder.fetch(StoreParts.manifest(), copy.resolve(StoreParts.manifest()));
    if (names.contains(ProtocolCard.FILE)) {
      folder.fetch(ProtocolCard.FILE, copy.resolve(ProtocolCard.FILE));
    }
    for (int shard = 0; names.contains(StoreParts.names(shard).get(1)); shard++) {
      String pictures = StoreParts.names(shard).get(0);
      String index = StoreParts.names(shard).get(1);
      folder.fetch(index, copy.resolve(index));
      keepRoom(copy.resolve(pictures), folder.size(pictures));
    }
    return copy.toString();
  }

  /** A file of nothing, which takes no room on the disk, in place of pictures. */
  private static void keepRoom(Path file, long bytes) throws IOException {
    Files.createDirectories(file.getParent());
    try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
      empty.setLength(Math.max(0, bytes));
    }
  }
}
