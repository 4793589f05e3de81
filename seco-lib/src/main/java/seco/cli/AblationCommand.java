package seco.cli;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.experiment.LabAblation;
import seco.experiment.Row;
import seco.experiment.SeededAblation;
import seco.run.Progress;
import seco.spark.ClusterConfig;

/** Trains and judges the rows of the ablation table. */
@Command(
    name = "ablation",
    description = {
      "Trains and judges random, start, frames, Inter, +Intra, +Order, seed by seed; or other"
          + " --rows; or all of SeCo along the values of one --axis.",
      "Writes records (variant,seed,metric,value) with their provenance beside them. What is"
          + " finished is not done again: after an interruption the same command goes on.",
      "Without --train it runs on the video lab, with it on the videos of two lists.",
    })
final class AblationCommand extends Subcommand {
  @Mixin private final AblationOptions options = new AblationOptions();

  @Option(
      names = "--spark",
      paramLabel = "MASTER",
      description = {
        "Sends the trainings to a cluster, for example spark://host:7077, to each a task of one"
            + " core; 'spark grid' does the same with more to choose.",
      })
  private @Nullable String spark;

  @Override
  void check() {
    options.check();
    if (spark != null) {
      var unused = cluster(spark);
      ClusterConfig.requireSpark();
    }
  }

  private static ClusterConfig cluster(String master) {
    return Options.of("--spark", () -> new ClusterConfig(master, 1, Map.of()));
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    if (spark != null) {
      return SparkGridCommand.work(options, cluster(spark), console);
    }
    SeededAblation ablation = options.ablation();
    return options.write(
        ablation,
        ablation.run(options.rows(ablation.config()), options.seeds(), new Listener(console)));
  }

  /** Shows what is trained. */
  private record Listener(Console console) implements LabAblation.Listener {
    @Override
    public Progress of(Row row, long seed) {
      return console.progress("steps of " + row.label() + ", seed " + seed, 0);
    }

    @Override
    public Progress data(long seed) {
      return console.progress("videos and frame stores, seed " + seed, 0);
    }
  }
}
