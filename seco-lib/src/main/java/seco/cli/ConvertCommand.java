package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.checkpoint.ForeignWeights;
import seco.checkpoint.WeightsFile;
import seco.run.SafeFile;
import seco.tensor.SafeTensors;
import seco.tensor.SafeTensors.Described;

/** Writes a checkpoint's tensors as safetensors. */
@Command(
    name = "convert",
    description = {
      "Writes the tensors of a checkpoint as safetensors.",
      "Every tensor keeps its name, except for a leading 'module.'; names of nested dictionaries are"
          + " joined by dots. Half precision becomes float32.",
    })
final class ConvertCommand extends Subcommand {
  private static final String EXTENSION = ".safetensors";
  private static final String WRAPPER = "module.";
  private static final String METADATA = "__metadata__";

  /** Under whose names the network is written. */
  private enum Names {
    SECO,
    TORCHVISION
  }

  @Parameters(
      index = "0",
      paramLabel = "IN",
      converter = Options.PathConverter.class,
      description = "The checkpoint: PyTorch, safetensors, or the folder of a run.")
  private Path in = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      converter = Options.PathConverter.class,
      description = "File to write, .safetensors; an older one is replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "seco|torchvision",
      description = {
        "Writes the network alone, under its published names: with SeCo's heads (MoCo's head is"
            + " given to each), or the trunk and a linear classifier where there is one.",
      })
  private @Nullable String as;

  @Override
  void check() {
    if (!out.toString().endsWith(EXTENSION)) {
      throw new InputException("OUT " + out + ": must end with " + EXTENSION);
    }
    if (as != null) {
      Options.choice("--as", as, Names.class);
    }
    if (Files.isDirectory(out)) {
      throw new InputException("OUT " + out + ": is a folder");
    }
    SafeFile.requireWritable(out);
  }

  @Override
  Result work(Console console) throws IOException {
    WeightsFile weights = WeightsFile.read(InspectCommand.weights(in));
    Map<String, Described> named = as == null ? kept(weights) : published(weights, as);
    if (named.containsKey(METADATA)) {
      throw new InputException(in + ": a tensor has the name " + METADATA);
    }
    List<Described> arrays = new ArrayList<>();
    named.forEach((name, t) -> arrays.add(new Described(name, t.type(), t.shape())));
    SafeFile.createParent(out);
    SafeTensors.write(out, arrays, Map.of(), array -> weights.values(source(named, array.name())));
    int left = weights.tensors().size() - (int) named.values().stream().distinct().count();
    String leftOut = left == 0 ? "" : ", " + left + " left out";
    return new Result(out + ": " + arrays.size() + " tensors" + leftOut)
        .with("out", out)
        .with("kind", weights.kind())
        .with("tensors", arrays.size())
        .with("leftOut", left);
  }

  private static Described source(Map<String, Described> named, String name) {
    Described source = named.get(name);
    if (source == null) {
      throw new IllegalStateException(name);
    }
    return source;
  }

  /** All tensors; a leading {@code module.} goes where no other tensor has the name without it. */
  private static Map<String, Described> kept(WeightsFile weights) {
    Map<String, Described> named = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              String bare = name.startsWith(WRAPPER) ? name.substring(WRAPPER.length()) : name;
              named.put(weights.tensors().containsKey(bare) ? name : bare, tensor);
            });
    return named;
  }

  private static Map<String, Described> published(WeightsFile weights, String as) {
    ForeignWeights network = ForeignWeights.of(weights);
    if (Options.choice("--as", as, Names.class) == Names.SECO) {
      return network.asSeco();
    }
    Map<String, Described> named = network.published();
    boolean classifier = named.containsKey("fc.weight");
    named
        .keySet()
        .removeIf(n -> n.startsWith("fc") && !(classifier && n.matches("fc\\.(weight|bias)")));
    return named;
  }
}
