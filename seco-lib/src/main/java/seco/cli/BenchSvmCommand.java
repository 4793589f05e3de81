package seco.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.Stage;
import seco.bench.SvmTraining;

/** Times the linear SVM. */
@Command(
    name = "svm",
    description = {
      "Times the linear SVM on made features, a Gaussian cloud a class. The objective is that of"
          + " liblinear's -s 2, summed over the classes; top1 is that of 2,000 more features.",
    })
final class BenchSvmCommand extends TimedCommand {
  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Features (default ${DEFAULT-VALUE}).")
  private int samples = 5000;

  @Option(
      names = {"--dimension", "--dim"},
      paramLabel = "N",
      description = "Numbers of a feature (default ${DEFAULT-VALUE}).")
  private int dimension = 2048;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "Classes (default ${DEFAULT-VALUE}).")
  private int classes = 50;

  @Option(
      names = {"--cost", "--C"},
      paramLabel = "X",
      description = "Weight of the losses (default ${DEFAULT-VALUE}).")
  private double cost = 1;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "Relative gradient at which it is done (default ${DEFAULT-VALUE}).")
  private double tolerance = 1e-6;

  @Option(
      names = "--spread",
      paramLabel = "X",
      description = {
        "Deviation of the classes' centres; of their features around them it is 1 (default"
            + " ${DEFAULT-VALUE}).",
      })
  private double spread = 0.12;

  @Option(
      names = "--rectified",
      description = "Sets numbers below 0 to 0, as a network does before it pools.")
  private boolean rectified;

  @Option(names = "--normalise", description = "Divides every feature by its L2 norm.")
  private boolean normalise;

  BenchSvmCommand() {
    super(3, 1);
  }

  @Override
  void check() {
    Options.requireAtLeast("--samples", samples, 1);
    Options.requireAtLeast("--dimension", dimension, 1);
    Options.requireAtLeast("--classes", classes, 2);
    super.check();
  }

  @Override
  Stage stage() {
    return new SvmTraining(
        samples, dimension, classes, cost, tolerance, spread, rectified, normalise);
  }
}
