package seco.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import seco.experiment.LabAblation;
import seco.experiment.Row;
import seco.experiment.SeededAblation;
import seco.run.Progress;
import seco.spark.ClusterConfig;
import seco.spark.SparkGrid;

/** Trains and judges the rows of the ablation table, on Spark. */
@Command(
    name = "grid",
    description = {
      "Trains and judges the variants and seeds of 'seco experiment ablation', a task a training in"
          + " its own run directory, and writes the same records.",
      "Data and runs lie in folders that all machines see. What is finished is not done again, and a"
          + " training that was interrupted goes on from its checkpoint.",
    })
final class SparkGridCommand extends Subcommand {
  @Mixin private final AblationOptions options = new AblationOptions();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Override
  void check() {
    options.check();
    cluster.check();
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    return work(options, cluster.config(), console);
  }

  /** Trains and judges the rows on a cluster. */
  static Result work(AblationOptions options, ClusterConfig cluster, Console console)
      throws IOException, InterruptedException {
    SeededAblation ablation = options.ablation();
    List<? extends Row> rows = options.rows(ablation.config());
    Progress progress = console.progress("pieces", 0);
    new SparkGrid(ablation, cluster).run(rows, options.seeds(), progress);
    return options.write(
        ablation, ablation.run(rows, options.seeds(), LabAblation.Listener.SILENT));
  }
}
