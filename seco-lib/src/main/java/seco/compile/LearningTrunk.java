package seco.compile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import seco.model.SecoEncoder;
import seco.model.TrunkFunction;
import seco.tensor.NamedArrays;

/** The trunk in training mode as one call of the engine, or one for each part. */
final class LearningTrunk implements TrunkFunction {
  private final NDManager manager;
  private final Call whole;
  private @Nullable List<Call> parts; // made when they are asked for: few trainings need them
  private final SecoEncoder encoder;
  private final Precision precision;

  LearningTrunk(NDManager owner, SecoEncoder encoder, Precision precision) {
    this.encoder = encoder;
    this.precision = precision;
    manager = owner.newSubManager();
    layFiltersForPixels(encoder.arrays());
    TrunkSource source = TrunkSource.training(encoder.trunk(), precision, encoder.normsKept());
    whole = Call.of(manager, source, encoder.arrays());
  }

  /**
   * Lays the filters (O, I, h, w) of convolutions in memory as the maps are, a pixel's channels
   * together; else each convolution would copy them. The arrays and their values stay the same.
   */
  private void layFiltersForPixels(NamedArrays arrays) {
    String body = "    return torch.set_(x, torch.contiguous(x, memory_format=2))\n";
    try (NDManager scope = manager.newSubManager();
        Script script = Script.load(scope, body)) {
      arrays.forEach(
          (name, array) -> {
            if (array.getShape().dimension() == 4) {
              script.call(array).close();
            }
          });
    }
  }

  /** A script with the arrays that it is given. */
  private record Call(Script script, List<NDArray> arguments) {
    static Call of(NDManager manager, TrunkSource source, NamedArrays arrays) {
      return new Call(
          Script.load(manager, source.body()),
          source.arguments().stream().map(arrays::get).toList());
    }

    NDArray on(NDArray x) {
      return script.call(x, arguments);
    }
  }

  @Override
  public NDArray features(NDArray images) {
    return whole.on(images);
  }

  @Override
  public NDArray part(int part, NDArray input) {
    if (parts == null) {
      parts =
          IntStream.range(0, TrunkSource.PARTS)
              .mapToObj(
                  i -> TrunkSource.trainingPart(encoder.trunk(), precision, encoder.normsKept(), i))
              .map(source -> Call.of(manager, source, encoder.arrays()))
              .toList();
    }
    return parts.get(part).on(input);
  }

  @Override
  public void close() {
    whole.script.close();
    if (parts != null) {
      parts.forEach(part -> part.script.close());
    }
    manager.close();
  }
}
