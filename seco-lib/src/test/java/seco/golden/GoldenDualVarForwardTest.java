package seco.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import seco.model.ClipTrunkConfig;
import seco.model.ClipTrunkConfig.Kind;
import seco.model.DualVarEncoder;
import seco.model.PublishedNames;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

/** DualVar's networks, name by name and value by value. */
@Tag("golden")
class GoldenDualVarForwardTest {
  private static final double TOLERANCE = 1e-4;

  @TestFactory
  Stream<DynamicTest> forward_ofTheAuthors() {
    return Golden.cases("dualvar_forward.json").stream()
        .map(c -> DynamicTest.dynamicTest(c.get("backbone").getAsString(), () -> check(c)));
  }

  private static void check(JsonObject c) {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipTrunkConfig trunk = ClipTrunkConfig.of(kind(c.get("backbone").getAsString()));
      DualVarEncoder encoder = DualVarEncoder.create(manager, trunk, 2, new Random(0));
      NamedArrays arrays = encoder.arrays().only(name -> !name.startsWith("fc_"));
      checkStateDict(c.getAsJsonArray("state_dict"), arrays);
      long[] count = new long[1];
      arrays
          .only(name -> !PublishedNames.isStatistic(name))
          .forEach((name, array) -> count[0] += array.size());
      assertEquals(c.get("parameters").getAsLong(), count[0], "parameters");

      GoldenNetwork.fill(arrays, c.get("base").getAsLong());
      NDArray clips = clips(manager, c.getAsJsonObject("input"));
      Golden.assertClose("map_eval", c.get("map_eval"), encoder.map(clips, false), TOLERANCE);
      Golden.assertClose(
          "pooled_eval", c.get("pooled_eval"), encoder.features(clips, false), TOLERANCE);
      Golden.assertClose(
          "pooled_train", c.get("pooled_train"), encoder.features(clips, true), TOLERANCE);
    }
  }

  private static Kind kind(String backbone) {
    return switch (backbone) {
      case "r3d" -> Kind.R3D;
      case "r21d" -> Kind.R2PLUS1D;
      default -> throw new IllegalArgumentException(backbone);
    };
  }

  private static void checkStateDict(JsonArray expected, NamedArrays arrays) {
    List<String> names = PublishedNames.stateDict(arrays.names());
    assertEquals(expected.size(), names.size(), "entries of the state dict");
    for (int i = 0; i < names.size(); i++) {
      JsonArray entry = expected.get(i).getAsJsonArray();
      assertEquals(entry.get(0).getAsString(), names.get(i), "entry " + i);
      if (!names.get(i).endsWith("num_batches_tracked")) {
        long[] shape = Arrays.stream(Golden.ints(entry.get(1))).asLongStream().toArray();
        assertEquals(new Shape(shape), arrays.get(names.get(i)).getShape(), names.get(i));
      }
    }
  }

  private static NDArray clips(NDManager manager, JsonObject input) {
    long[] sizes = Arrays.stream(Golden.ints(input.get("shape"))).asLongStream().toArray();
    Shape shape = new Shape(sizes);
    return manager.create(
        Golden.stream(
            input.get("stream").getAsLong(),
            Math.toIntExact(shape.size()),
            input.get("low").getAsDouble(),
            input.get("high").getAsDouble()),
        shape);
  }
}
