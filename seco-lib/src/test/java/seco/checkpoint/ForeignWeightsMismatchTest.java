package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.checkpoint.LoadReport.Allowed;

/** Arrays that do not fit the network: of another shape, beside it or not finite. */
final class ForeignWeightsMismatchTest extends SavedNetwork {
  @Test
  void otherShape_isTakenOnlyWhereAllowed_andOfAsManyValues() throws IOException {
    save("", "");
    NDArray classifier = given.arrays().get("fc_order_classifier.weight");
    saved.put("fc_order_classifier.weight", classifier.reshape(2, 128, 3));
    ForeignWeights weights = written();
    String message =
        assertThrows(InputException.class, () -> weights.load(network.arrays(), Allowed.nothing()))
            .getMessage();
    assertTrue(message.endsWith("; reshaped: fc_order_classifier.weight"), message);
    Allowed allowed = new Allowed(List.of(), List.of(), List.of("fc_order_classifier.weight"));
    assertEquals(allowed.reshaped(), weights.load(network.arrays(), allowed).reshaped());
    assertSame("fc_order_classifier.weight", classifier);

    saved.put("fc_order_classifier.weight", manager.ones(new Shape(2, 3)));
    float[] before = all(network.arrays());
    ForeignWeights other = written();
    assertThrows(InputException.class, () -> other.load(network.arrays(), allowed));
    assertArrayEquals(before, all(network.arrays()));
  }

  @Test
  void otherShapeOfAsManyValues_staysRandom_unlessReshapedByName() throws IOException {
    save("", "");
    String name = "fc_order_classifier.weight";
    NDArray classifier = given.arrays().get(name);
    saved.put(name, classifier.transpose());
    float[] drawn = network.arrays().get(name).toFloatArray();
    ForeignWeights weights = written();

    LoadReport report = weights.load(network.arrays(), Allowed.of(List.of(name)));

    assertArrayEquals(drawn, network.arrays().get(name).toFloatArray());
    assertEquals(List.of(name), report.missing());
    assertEquals(List.of(name), report.unexpected());
    assertFalse(report.taken().contains(name));
    assertSame("conv1.weight", given.arrays().get("conv1.weight"));

    saved.put(name, classifier.reshape(classifier.getShape().add(1).add(1))); // as a convolution
    report = written().load(network.arrays(), Allowed.of(List.of("reshape:" + name)));
    assertEquals(List.of(name), report.reshaped());
    assertSame(name, classifier);
  }

  @Test
  void namesBesideTheNetwork_areUnexpected_unlessOfTheTraining() throws IOException {
    save("model.", "");
    for (String name : List.of("optimizer.state.0.momentum_buffer", "contrast.memory", "queue")) {
      saved.put(name, manager.ones(new Shape(2)));
    }
    saved.put("predictor.weight", manager.ones(new Shape(2)));
    ForeignWeights weights = written();
    LoadReport report = weights.compare(network.arrays());
    assertEquals(List.of("predictor.weight"), report.unexpected());
    assertEquals(3, report.unused().size());
    assertThrows(InputException.class, () -> weights.load(network.arrays(), Allowed.nothing()));
    weights.load(network.arrays(), Allowed.of(List.of("predictor.")));
  }

  @Test
  void valueThatIsNotFinite_isRefusedNamingItsArray_andNothingIsGiven() throws IOException {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      save("", "");
      NDArray bias = given.arrays().get("layer3.0.bn1.bias").duplicate();
      bias.set(new NDIndex(1), bad);
      saved.put("layer3.0.bn1.bias", bias);
      ForeignWeights weights = written();
      float[] before = all(network.arrays());
      String message =
          assertThrows(
                  InputException.class, () -> weights.load(network.arrays(), Allowed.nothing()))
              .getMessage();
      assertTrue(message.contains("weights: layer3.0.bn1.bias holds a value that is "), message);
      assertArrayEquals(before, all(network.arrays()));
    }
  }
}
