package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.run.SafeFile;
import seco.track.Box;
import seco.track.BoxFile;
import seco.track.Got10kSequences;
import seco.track.Sequence;
import seco.track.SiamFc;
import seco.track.TrackRun;
import seco.track.otb.OnePass;
import seco.track.otb.ResultFolder;
import seco.track.otb.Trace;

/** Follows an object through the pictures of a folder. */
@Command(
    name = "run",
    description =
        "Follows an object through the pictures of a folder, in the order of their names.")
final class TrackRunCommand extends Subcommand {
  @Option(
      names = "--run",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "A run of seco track train.")
  private Path run = Path.of("");

  @Option(
      names = "--sequence",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of JPEG or PNG pictures, or one whose folder img is such.")
  private Path folder = Path.of("");

  @Option(
      names = "--box",
      required = true,
      paramLabel = "x,y,w,h",
      description = "The object in the first picture, in pixels counted from 1.")
  private String box = "";

  @Option(
      names = "--out",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Writes the boxes, a line x,y,w,h each; an older file is replaced.")
  private @Nullable Path out;

  @Override
  void check() {
    if (!BoxFile.parse(box, "--box").isPresent()) {
      throw new InputException("--box '" + box + "': has no area to be followed");
    }
  }

  @Override
  Result work(Console console) throws IOException {
    if (out != null) {
      SafeFile.requireWritable(out);
      if (Files.isDirectory(out)) {
        throw new InputException("--out " + out + ": is a folder");
      }
    }
    Sequence sequence = sequence();
    ProgressLine progress = console.progress("frames", 0);
    try (TrackRun opened = TrackRun.open(run);
        SiamFc tracker = opened.tracker()) {
      Trace trace =
          OnePass.over(
              sequence, tracker, (number, f, b) -> progress.at(number + 1, sequence.size()));
      if (out != null) {
        SafeFile.writeText(out, ResultFolder.lines(trace.boxes()));
      }
      return result(sequence, trace, tracker.negativeShare());
    }
  }

  private Sequence sequence() throws IOException {
    Path inner = folder.resolve("img");
    List<Path> images = Got10kSequences.pictures(Files.isDirectory(inner) ? inner : folder);
    if (images.isEmpty()) {
      throw new InputException(folder + ": no JPEG or PNG picture");
    }
    Box start = BoxFile.parse(box, "--box");
    List<Box> unknown = Collections.nCopies(images.size(), Box.ABSENT);
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return Sequence.of(name, images, unknown, List.of(), folder).startingWith(start, "--box", name);
  }

  private Result result(Sequence sequence, Trace trace, double negativeShare) {
    Box last = trace.boxes().get(trace.boxes().size() - 1);
    double speed = trace.framesPerSecond().orElse(Double.NaN);
    String text =
        String.format(
            Locale.ROOT, "%s: %d frames, last box %s", folder, sequence.size(), last.toLine());
    return new Result(text)
        .with("frames", sequence.size())
        .with("framesPerSecond", speed)
        .with("boxes", trace.boxes().stream().map(TrackRunCommand::numbers).toList())
        .with("negativeShare", negativeShare)
        .with("out", out);
  }

  private static List<Double> numbers(Box box) {
    return List.of(box.x(), box.y(), box.width(), box.height());
  }
}
