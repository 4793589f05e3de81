package seco.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import seco.experiment.FeatureTask;
import seco.probe.FeatureNames;
import seco.video.StoreParts;

/**
 * A feature task with all that it reads on this machine. Of a store in one of Hadoop's file systems
 * the pictures of a shard are copied when they are asked for.
 */
final class StagedFeatures {
  private final Place store;
  private final Staging staging;
  private final Map<String, String> settings;
  private final FeatureTask here;

  /**
   * @param given its places as they were given
   * @param inputs the same task's
   * @param staging for this task alone
   */
  StagedFeatures(
      FeatureTask given, FeatureInputs inputs, Staging staging, Map<String, String> settings)
      throws IOException {
    this.staging = staging;
    this.settings = settings;
    store = new Place(given.store());
    Place out = new Place(given.out());
    Path result = staging.out(out, FeatureNames.beside(Path.of(out.name())).toString());
    here = inputs.task(view(inputs.store()), result.toString());
    standFor(here.from(), given.from());
    standFor(here.segments(), given.segments());
  }

  private void standFor(String copy, String place) {
    if (!copy.isEmpty() && new Place(place).isRemote()) {
      staging.stands(Path.of(copy), new Place(place));
    }
  }

  /** A folder of this task with all that is known of the store, in which pictures may be put. */
  private String view(String known) throws IOException {
    if (!store.isRemote()) {
      return known;
    }
    Path view = Files.createDirectories(staging.folder("view").resolve(store.name()));
    staging.stands(view, store);
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(known))) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.createSymbolicLink(view.resolve(file.getFileName()), file.toAbsolutePath());
    }
    return view.toString();
  }

  /** The task with its places on this machine. */
  FeatureTask task() {
    return here;
  }

  /** Copies the pictures of some shards, where they are not on this machine. */
  void fetch(Collection<Integer> shards) throws IOException {
    if (store.isRemote()) {
      HadoopFolder folder = HadoopFolder.of(store.full(), settings);
      for (int shard : shards) {
        String pictures = StoreParts.names(shard).get(0);
        Path copy = Path.of(here.store()).resolve(pictures);
        Files.deleteIfExists(copy); // a link to an empty file
        folder.fetch(pictures, copy);
      }
    }
  }

  /** The folder of the chunks of a result that goes to one of Hadoop's file systems. */
  static HadoopFolder chunks(Place out, Map<String, String> settings) throws IOException {
    return HadoopFolder.of(out.full() + ".chunks", settings);
  }
}
