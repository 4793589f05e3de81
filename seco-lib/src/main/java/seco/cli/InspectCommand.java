package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.WeightsFile;
import seco.run.RunDirectory;
import seco.tensor.SafeTensors.Described;

/** Says what a file of weights holds. */
@Command(
    name = "inspect",
    description = {
      "Says what a checkpoint holds: names, shapes and types of its tensors, and whose it is.",
      "Reads files of PyTorch (.pth, .pth.tar) and safetensors; nothing in a file is run.",
    })
final class InspectCommand extends Subcommand {
  @Parameters(
      paramLabel = "FILE",
      converter = Options.PathConverter.class,
      description = "The checkpoint; or the folder of a run, whose newest one is shown.")
  private Path file = Path.of("");

  @Override
  void check() {
    // A file is all there is, and opening it checks it.
  }

  /** The file meant: a run's newest checkpoint, or the file itself. */
  static Path weights(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return file;
    }
    RunDirectory.requireRun(file);
    return new Checkpoints(file.resolve("checkpoints"))
        .newest()
        .orElseThrow(() -> new InputException(file + ": the run has no checkpoint yet"))
        .arrays();
  }

  @Override
  Result work(Console console) throws IOException {
    WeightsFile weights = WeightsFile.read(weights(file));
    List<Map<String, Object>> tensors = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    long elements = 0;
    for (Described tensor : weights.tensors().values()) {
      String type = weights.storedType(tensor.name()).torchName();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", tensor.name());
      entry.put("dtype", type);
      entry.put("shape", tensor.shape());
      tensors.add(entry);
      elements += tensor.shape().stream().reduce(1L, (a, b) -> a * b);
      text.append(oneLine(tensor.name()) + "  " + type + "  " + tensor.shape() + "\n");
    }
    weights
        .notes()
        .forEach((name, value) -> text.append(oneLine(name) + " = " + oneLine(value) + "\n"));
    text.append(
        "%s: %s, %s, %d tensors, %d values"
            .formatted(file, weights.kind(), weights.format(), tensors.size(), elements));
    return new Result(text.toString())
        .with("file", file)
        .with("kind", weights.kind())
        .with("format", weights.format())
        .with("tensors", tensors)
        .with("elements", elements)
        .with("other", weights.notes());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
