package seco.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import seco.InputException;
import seco.experiment.FeatureTask;
import seco.spark.ClusterConfig;
import seco.spark.SparkFeatures;
import seco.spark.Staging;

/** Takes the frozen features of a store's videos, on Spark. */
@Command(
    name = "features",
    description = {
      "Takes the frozen features of every video, as 'seco features' does, byte for byte; a task"
          + " takes those of a chunk of videos.",
      "After an interruption the same command goes on.",
    })
final class SparkFeaturesCommand extends Subcommand {
  @Mixin private final FeatureOptions options = new FeatureOptions();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Override
  void check() {
    options.check();
    cluster.check();
  }

  @Override
  Result work(Console console) throws IOException {
    ClusterConfig config = cluster.config();
    try (Staging staging = Staging.of(config)) {
      try {
        return make(console, config, staging);
      } catch (InputException e) {
        throw staging.named(e);
      }
    }
  }

  private Result make(Console console, ClusterConfig config, Staging staging) throws IOException {
    long start = System.nanoTime();
    FeatureTask task = options.task();
    try (SparkFeatures features = new SparkFeatures(task, config, staging)) {
      int chunks = features.make(console.progress("chunks", 0));
      double seconds = (System.nanoTime() - start) / 1e9;
      return FeaturesCommand.result(task, features.work(), chunks, seconds);
    }
  }
}
