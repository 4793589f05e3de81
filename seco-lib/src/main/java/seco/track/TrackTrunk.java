package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

/**
 * The frozen trunk of a tracker: a pretrained network's arrays under a dilated shape. Batch norm is
 * in evaluation always, and no gradient is recorded.
 */
final class TrackTrunk implements TrunkMap, AutoCloseable {
  private final SecoEncoder encoder;
  private final @Nullable FrozenTrunk compiled; // null: the blocks

  private TrackTrunk(SecoEncoder encoder, @Nullable FrozenTrunk compiled) {
    this.encoder = encoder;
    this.compiled = compiled;
  }

  /**
   * A trunk with the values of a network of the same depth and width.
   *
   * @param arrays of the network by published name; what lies behind its trunk is not needed
   * @param precision in which it computes compiled; null for the blocks
   */
  static TrackTrunk of(
      NDManager manager, ResNetConfig shape, NamedArrays arrays, @Nullable Precision precision) {
    Gradients.off();
    SecoEncoder encoder =
        SecoEncoder.create(manager, shape, SecoEncoder.Heads.SHARED, new Random(0));
    try {
      own(encoder.arrays()).copyFrom(arrays);
      FrozenTrunk compiled =
          precision == null ? null : new FrozenTrunk(manager, encoder, precision);
      return new TrackTrunk(encoder, compiled);
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /** The arrays of a network that are its trunk's. */
  static NamedArrays own(NamedArrays network) {
    return network.only(name -> !name.startsWith("fc"));
  }

  /** Reads the trunk that a run keeps. */
  static TrackTrunk read(NDManager manager, Path file, TrackConfig config) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": missing, the run's trunk");
    }
    try (NDManager scope = manager.newSubManager()) {
      NamedArrays arrays = SafeTensors.read(file, scope).arrays();
      return of(manager, config.trunk(), arrays, config.precision());
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": not the run's trunk, " + e.getMessage(), e);
    }
  }

  void write(Path file) throws IOException {
    SafeTensors.write(file, own(encoder.arrays()), Map.of());
  }

  @Override
  public NDArray of(NDArray images) {
    Gradients.off();
    return compiled != null ? compiled.map(images) : encoder.map(images, false);
  }

  @Override
  public void close() {
    if (compiled != null) {
      compiled.close();
    }
    encoder.close();
  }
}
