package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.tensor.NamedArrays;

/**
 * The trained encoder's arrays in a run's newest checkpoint.
 *
 * @param arrays by published name
 * @param sha256 fingerprint of the checkpoint
 */
record SavedEncoder(NamedArrays arrays, String sha256) {
  private static final String PREFIX = "encoder.";

  /**
   * Reads them.
   *
   * @param manager owner of the arrays
   * @throws InputException if there is no checkpoint yet
   */
  static SavedEncoder read(Path run, NDManager manager) throws IOException {
    Checkpoints.Saved saved =
        new Checkpoints(run.resolve("checkpoints"))
            .newest()
            .orElseThrow(() -> new InputException(run + ": the run has no checkpoint yet"));
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    saved
        .read(manager)
        .forEach(
            (name, array) -> {
              if (name.startsWith(PREFIX)) {
                arrays.put(name.substring(PREFIX.length()), array);
              }
            });
    return new SavedEncoder(new NamedArrays(arrays), saved.state().arraysSha256());
  }
}
