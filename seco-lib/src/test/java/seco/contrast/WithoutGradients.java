package seco.contrast;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import seco.tensor.Gradients;

/** Arrays of one test, computed without gradients unless it asks for them. */
abstract class WithoutGradients {
  final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void withoutGradients() {
    Gradients.off();
  }

  @AfterEach
  void close() {
    manager.close();
  }
}
