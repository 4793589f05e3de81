package seco.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.apache.spark.SparkFiles;
import seco.InputException;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureWork;
import seco.probe.FeatureFile;
import seco.run.Progress;

/**
 * Makes a chunk of a feature file. In a shared folder it is written beside its place; elsewhere on
 * this machine, and then put there.
 *
 * @param settings of Spark, for Hadoop's file systems
 */
record ChunkWork(FeatureTask task, TreeMap<String, String> settings)
    implements Work<Integer, Integer> {

  /** Makes the chunk of a number, unless it is there, and returns the number. */
  @Override
  public Integer on(Integer chunk) throws IOException, InterruptedException {
    Path folder = Path.of(SparkFiles.getRootDirectory());
    FeatureInputs inputs = FeatureInputs.of(task, folder, settings);
    try (Staging staging = new Staging(folder, settings)) {
      try {
        make(chunk, new StagedFeatures(task, inputs, staging, settings));
      } catch (InputException e) {
        throw staging.named(e);
      }
    }
    return chunk;
  }

  private void make(int chunk, StagedFeatures inputs) throws IOException, InterruptedException {
    Place out = new Place(task.out());
    if (new Place(task.store()).isRemote()) {
      try (FeatureWork plan = inputs.task().open()) { // by the indices alone
        inputs.fetch(plan.shards(chunk));
      }
    }
    try (FeatureWork work = inputs.task().open()) {
      if (out.isRemote()) {
        StagedFeatures.chunks(out, settings)
            .fetch(FeatureFile.JOB, work.file().folder().resolve(FeatureFile.JOB));
      }
      work.file().requireBegun();
      if (work.file().has(chunk)) {
        return;
      }
      work.make(new int[] {chunk}, Progress.SILENT);
      if (out.isRemote()) {
        String name = FeatureFile.chunkName(chunk);
        StagedFeatures.chunks(out, settings).put(work.file().folder().resolve(name), name);
      }
    }
  }
}
