package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.Arithmetic;
import seco.tensor.Gradients;
import seco.tensor.Values;

class ParityTest {
  private static SecoEncoder encoder(NDManager manager, int width) {
    return SecoEncoder.create(
        manager, new ResNetConfig(18, width, 0), SecoEncoder.Heads.SHARED, new Random(1));
  }

  private static List<Double> differences(SecoEncoder network, SecoEncoder reference) {
    NDManager manager = network.arrays().get("conv1.weight").getManager();
    NDArray images = manager.arange(2f * 3 * 32 * 32).sin().reshape(new Shape(2, 3, 32, 32));
    return Parity.stages(network, reference, images).stream().map(Parity::difference).toList();
  }

  @Test
  void copy_hasNoDifference() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder encoder = encoder(manager, 4);
      List<Double> none = List.of(0.0, 0.0, 0.0, 0.0, 0.0);
      assertEquals(none, differences(encoder.frozenCopy(manager), encoder));
    }
  }

  @Test
  void oneAlteredArray_showsFromItsStageOn() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder encoder = encoder(manager, 4);
      SecoEncoder altered = encoder.frozenCopy(manager);
      NDArray array = altered.arrays().get("layer3.0.conv1.weight");
      Values.copy(Arithmetic.times(array, 1.5), array);
      List<Double> differences = differences(altered, encoder);
      assertEquals(List.of(0.0, 0.0, 0.0), differences.subList(0, 3));
      assertTrue(differences.get(3) > 0.01 && differences.get(4) > 0.01, differences.toString());
    }
  }

  @Test
  void doubledStem_isOneAway() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder encoder = encoder(manager, 4);
      SecoEncoder doubled = encoder.frozenCopy(manager);
      NDArray array = doubled.arrays().get("conv1.weight");
      Values.copy(Arithmetic.times(array, 2), array);
      assertEquals(1, differences(doubled, encoder).get(0), 1e-6); // new batch norm only scales
    }
  }

  @Test
  void otherShapes_areRefused() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder narrow = encoder(manager, 2);
      SecoEncoder wide = encoder(manager, 4);
      assertThrows(IllegalArgumentException.class, () -> differences(narrow, wide));
    }
  }
}
