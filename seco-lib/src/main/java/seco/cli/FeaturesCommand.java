package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import seco.InputException;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureWork;
import seco.experiment.FrozenNetwork;
import seco.run.FolderLock;
import seco.run.Progress;
import seco.run.SafeFile;

/** Takes the frozen features of a store's videos. */
@Command(
    name = "features",
    description = {
      "Takes the frozen features of every video: the mean over its frames of the network's pooled"
          + " features.",
      "Writes a safetensors file with its protocol card in the header, and the videos' names beside"
          + " it as CSV. After an interruption the same command goes on.",
    })
final class FeaturesCommand extends Subcommand {
  @Mixin private final FeatureOptions options = new FeatureOptions();

  @Override
  void check() {
    options.check();
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    FeatureTask task = options.task().with(Options::path);
    Path out = SafeFile.requireWritable(Path.of(task.out()));
    if (Files.isDirectory(out)) {
      throw new InputException("--out " + out + ": is a folder");
    }
    NetworkOptions.saySlowness(task.precision(), console);
    try (FeatureWork work = task.open()) {
      if (options.weights() != null) {
        console.complain("--weights %s: %s".formatted(task.from(), work.network().summary()));
      }
      return make(task, work, console);
    }
  }

  private Result make(FeatureTask task, FeatureWork work, Console console)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (FolderLock lock = work.file().take()) {
      if (work.file().isWhole()) {
        work.file().removeFolder();
        return result(task, work, 0, 0);
      }
      work.file().begin();
      int[] missing = work.file().missing();
      work.make(missing, stoppable(console));
      work.file().finish();
      return result(task, work, missing.length, (System.nanoTime() - start) / 1e9);
    }
  }

  /** Progress that ends the work between two batches when the process shall end. */
  private static Progress stoppable(Console console) {
    ProgressLine line = console.progress("frames", 0);
    StopRequest stop = console.stopRequest();
    return (done, total) -> {
      line.at(done, total);
      if (stop.requested()) {
        console.complain("stopped; the same command goes on with what is not finished");
        throw new StoppedException();
      }
    };
  }

  /**
   * What was made.
   *
   * @param chunks that were made now; others were there
   */
  static Result result(FeatureTask task, FeatureWork work, int chunks, double seconds) {
    return new Result(
            task.out() + ": " + work.size() + " videos, " + work.dimension() + " features each")
        .with("out", task.out())
        .with("videos", work.size())
        .with("dimension", work.dimension())
        .with("store", task.store())
        .with("storeSha256", work.videos().contentSha256())
        .with("seconds", seconds)
        .with("encoder", work.card().get(FrozenNetwork.ENCODER).orElse(""))
        .with("chunks", work.file().chunks().count())
        .with("chunksMade", chunks)
        .with("card", work.card().fields());
  }
}
