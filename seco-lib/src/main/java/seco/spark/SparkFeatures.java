package seco.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureWork;
import seco.probe.FeatureFile;
import seco.run.FolderLock;
import seco.run.Progress;

/** Takes features on Spark, a task a chunk: the same file as on one machine, byte for byte. */
public final class SparkFeatures implements AutoCloseable {
  private final FeatureTask task;
  private final ClusterConfig cluster;
  private final Staging staging;
  private final FeatureWork work;
  private final Place out;

  /**
   * @param given its places as they were given
   * @param staging for what is not in a shared folder
   */
  public SparkFeatures(FeatureTask given, ClusterConfig cluster, Staging staging)
      throws IOException {
    task = given.with(place -> new Place(place).full());
    this.cluster = cluster;
    this.staging = staging;
    out = new Place(task.out());
    FeatureInputs inputs = new FeatureInputs(task, staging, cluster.settings());
    work = new StagedFeatures(task, inputs, staging, cluster.settings()).task().open();
  }

  /** What is made. */
  public FeatureWork work() {
    return work;
  }

  /**
   * Makes the file, or leaves it as it is.
   *
   * @return how many chunks were made
   * @throws seco.InputException if another file, or chunks of another, stand there
   */
  public int make(Progress progress) throws IOException {
    if (out.isRemote()) {
      return isWhole() ? 0 : makeElsewhere(progress);
    }
    try (FolderLock lock = work.file().take()) {
      if (work.file().isWhole()) {
        work.file().removeFolder();
        return 0;
      }
      work.file().begin();
      int[] missing = work.file().missing();
      makeChunks(missing, progress);
      work.file().finish();
      return missing.length;
    }
  }

  private boolean isWhole() throws IOException {
    HadoopFolder folder = HadoopFolder.above(out, cluster.settings());
    if (folder.has(out.name())) {
      folder.fetch(out.name(), work.file().place());
    }
    return work.file().isWhole();
  }

  private int makeElsewhere(Progress progress) throws IOException {
    FeatureFile file = work.file();
    HadoopFolder chunks = StagedFeatures.chunks(out, cluster.settings());
    Path job = file.folder().resolve(FeatureFile.JOB);
    if (chunks.has(FeatureFile.JOB)) {
      chunks.fetch(FeatureFile.JOB, job);
    } else {
      chunks.deleteTree(); // what belongs to nothing
      file.begin();
      chunks.put(job, FeatureFile.JOB);
      Files.delete(job);
      chunks.fetch(FeatureFile.JOB, job); // another's, where that was quicker
    }
    file.begin();
    List<Integer> missing = new ArrayList<>();
    for (int chunk = 0; chunk < file.chunks().count(); chunk++) {
      if (chunks.size(FeatureFile.chunkName(chunk)) != file.bytes(chunk)) {
        missing.add(chunk);
      }
    }
    makeChunks(missing.stream().mapToInt(Integer::intValue).toArray(), progress);
    for (int chunk = 0; chunk < file.chunks().count(); chunk++) {
      String name = FeatureFile.chunkName(chunk);
      chunks.fetch(name, file.folder().resolve(name));
    }
    file.finish();
    staging.deliver();
    chunks.delete(FeatureFile.JOB); // first: what is left then belongs to nothing
    chunks.deleteTree();
    return missing.size();
  }

  private void makeChunks(int[] missing, Progress progress) throws IOException {
    if (missing.length == 0) {
      return;
    }
    int all = work.file().chunks().count();
    int[] done = {all - missing.length};
    progress.at(done[0], all);
    ChunkWork chunks = new ChunkWork(task, new TreeMap<>(cluster.settings()));
    List<Integer> pieces = Arrays.stream(missing).boxed().toList();
    try (Cluster executors = Cluster.open("features", cluster, Cluster.Load.TENSORS)) {
      executors.run(pieces, chunks, chunk -> progress.at(++done[0], all));
    }
  }

  @Override
  public void close() throws IOException {
    work.close();
  }
}
