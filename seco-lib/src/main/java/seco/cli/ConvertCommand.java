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
import seco.checkpoint.TorchFileWriter;
import seco.checkpoint.WeightsFile;
import seco.run.SafeFile;
import seco.tensor.SafeTensors;
import seco.tensor.SafeTensors.Described;

/** Writes a checkpoint's tensors as safetensors or as a state dict of PyTorch. */
@Command(
    name = "convert",
    description = {
      "Writes the tensors of a checkpoint as safetensors, or as a plain state dict that"
          + " torch.load(weights_only=True) reads.",
      "Every tensor keeps its name, except for a leading 'module.'; names of nested dictionaries are"
          + " joined by dots. PyTorch's half precision stays as it is in .pth and becomes float32 in"
          + " .safetensors.",
    })
final class ConvertCommand extends Subcommand {
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
      description = "File to write, .safetensors or .pth; an older one is replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "seco|torchvision",
      description = {
        "Writes the network alone, under its published names. Of a run that is its encoder.",
        "torchvision: the trunk, conv1 bn1 layer1 .. layer4, and a linear classifier fc.weight"
            + " fc.bias where there is one.",
        "seco: the trunk, the heads fc_inter, fc_intra, fc_order, each .0 and .2, and"
            + " fc_order_classifier. One MLP head, fc.0 and fc.2, is given to each task.",
      })
  private @Nullable String as;

  @Override
  void check() {
    if (!isTorch() && !out.toString().endsWith(".safetensors")) {
      throw new InputException("OUT " + out + ": must end with .safetensors or .pth");
    }
    if (as != null) {
      Options.choice("--as", as, Names.class);
    }
    if (Files.isDirectory(out)) {
      throw new InputException("OUT " + out + ": is a folder");
    }
    SafeFile.requireWritable(out);
  }

  private boolean isTorch() {
    return out.toString().endsWith(".pth");
  }

  @Override
  Result work(Console console) throws IOException {
    WeightsFile weights = WeightsFile.read(InspectCommand.weights(in));
    Map<String, Described> named = as == null ? kept(weights) : published(weights, as);
    if (!isTorch() && named.containsKey(METADATA)) {
      throw new InputException(in + ": a tensor has the name " + METADATA);
    }
    SafeFile.createParent(out);
    write(weights, named);
    int left = weights.tensors().size() - (int) named.values().stream().distinct().count();
    String leftOut = left == 0 ? "" : ", " + left + " left out";
    return new Result(out + ": " + named.size() + " tensors" + leftOut)
        .with("out", out)
        .with("kind", weights.kind())
        .with("tensors", named.size())
        .with("leftOut", left);
  }

  private void write(WeightsFile weights, Map<String, Described> named) throws IOException {
    List<Described> arrays = new ArrayList<>();
    if (isTorch()) {
      named.forEach(
          (name, t) -> arrays.add(new Described(name, weights.storedType(t.name()), t.shape())));
      TorchFileWriter.write(
          out, arrays, array -> weights.storedValues(source(named, array.name())));
    } else {
      named.forEach((name, t) -> arrays.add(new Described(name, t.type(), t.shape())));
      SafeTensors.write(
          out, arrays, Map.of(), array -> weights.values(source(named, array.name())));
    }
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
    boolean seco = Options.choice("--as", as, Names.class) == Names.SECO;
    return seco ? network.asSeco() : network.asTorchvision();
  }
}
