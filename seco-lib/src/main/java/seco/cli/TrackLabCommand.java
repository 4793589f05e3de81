package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.experiment.LabTracking;

/** Writes sequences of the video lab for trackers. */
@Command(
    name = "lab",
    description = {
      "Writes sequences of the video lab in GOT-10k's layout, to train and to judge trackers on:"
          + " small figures on the move, with the boxes that the lab knows.",
    })
final class TrackLabCommand extends Subcommand {
  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of train and val; must not be there.")
  private Path out = Path.of("");

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Sequences to learn from (default 40).")
  private int train = 40;

  @Option(names = "--val", paramLabel = "N", description = "Sequences to judge by (default 10).")
  private int val = 10;

  @Option(names = "--frames", paramLabel = "N", description = "Frames of each (default 48).")
  private int frames = 48;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the square pictures (default 192).")
  private int pixels = 192;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
  private long seed = 1;

  @Override
  void check() {
    Options.requireAtLeast("--train", train, 1);
    Options.requireAtLeast("--val", val, 1);
    Options.requireAtLeast("--seed", seed, 0);
  }

  @Override
  Result work(Console console) throws IOException {
    LabTracking lab = new LabTracking(pixels, frames, train, val, seed);
    lab.write(out, console.progress("sequences", 0));
    return new Result(out + ": " + train + " sequences to learn from, " + val + " to judge by")
        .with("out", out)
        .with("train", train)
        .with("val", val)
        .with("frames", frames)
        .with("pixels", pixels)
        .with("seed", seed);
  }
}
