package seco.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import seco.tensor.Gradients;

class SecoEncoderStagesTest {
  @Test
  void stages_ofImages_shrinkByStagesAndEndInTheMap() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      ResNetConfig trunk = new ResNetConfig(18, 8, 0);
      SecoEncoder encoder =
          SecoEncoder.create(manager, trunk, SecoEncoder.Heads.SHARED, new Random(0));
      NDArray images = manager.ones(new Shape(2, 3, 64, 48));
      List<NDArray> stages = encoder.stages(images, false);
      assertEquals(new Shape(2, 8, 16, 12), stages.get(0).getShape());
      assertEquals(new Shape(2, 8, 16, 12), stages.get(1).getShape());
      assertEquals(new Shape(2, 16, 8, 6), stages.get(2).getShape());
      assertEquals(new Shape(2, 32, 4, 3), stages.get(3).getShape());
      assertArrayEquals(encoder.map(images, false).toFloatArray(), stages.get(4).toFloatArray(), 0);
    }
  }
}
