package seco.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import seco.compile.Compiler;
import seco.compile.FrozenTrunk;
import seco.compile.Precision;
import seco.model.Embeddings;
import seco.model.PublishedNames;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.Gradients;

@Tag("golden")
class GoldenForwardTest {
  private static final double TOLERANCE = 1e-4;

  @TestFactory
  Stream<DynamicTest> forward_ofTheAuthors() {
    return Golden.cases("seco_forward.json").stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.get("arch").getAsString() + " at " + c.get("size") + " px", () -> check(c)));
  }

  private static void check(JsonObject c) {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      String arch = c.get("arch").getAsString();
      int depth = Integer.parseInt(arch.replaceAll("^resnet(\\d+).*", "$1"));
      boolean dilated = arch.contains("dilation");
      int pixels = c.get("size").getAsInt();
      long base = c.get("base").getAsLong();
      long stream = c.get("input_stream").getAsLong();
      int n = Golden.ints(c.getAsJsonObject("map_eval").get("shape"))[0];
      ResNetConfig config = new ResNetConfig(depth, 64, dilated ? 2 : 0);
      SecoEncoder encoder = GoldenNetwork.create(manager, config, base);
      checkNames(c, encoder);
      NDArray images = GoldenNetwork.images(manager, stream, n, pixels);

      checkIfNamed(c, "map_eval", encoder.map(images, false));
      checkIfNamed(c, "pooled_eval", encoder.features(images, false));
      try (FrozenTrunk compiled = new FrozenTrunk(manager, encoder, Precision.FLOAT32)) {
        checkIfNamed(c, "pooled_eval", compiled.features(images));
      }
      if (c.has("inter_eval")) {
        Embeddings q = encoder.embed(images, false);
        checkIfNamed(c, "inter_eval", q.inter());
        checkIfNamed(c, "intra_eval", q.intra());
        checkIfNamed(c, "order_eval", q.order());
        NDArray k2 = encoder.embed(next(manager, stream, 1, n, pixels), false).order();
        NDArray k3 = encoder.embed(next(manager, stream, 2, n, pixels), false).order();
        checkIfNamed(c, "order_logits_eval", encoder.orderLogits(q.order(), k2, k3));
        try (SecoEncoder compiled = encoder.copy(manager)) {
          compiled.carryOutBy(new Compiler(Precision.FLOAT32));
          checkIfNamed(c, "pooled_train", compiled.features(images, true));
        }
        checkIfNamed(c, "pooled_train", encoder.features(images, true));
        checkIfNamed(c, "bn1_running_mean_after", encoder.arrays().get("bn1.running_mean"));
        checkIfNamed(c, "bn1_running_var_after", encoder.arrays().get("bn1.running_var"));
      }
    }
  }

  private static NDArray next(NDManager manager, long stream, int offset, int n, int pixels) {
    return GoldenNetwork.images(manager, stream + offset, n, pixels);
  }

  private static void checkNames(JsonObject c, SecoEncoder encoder) {
    if (!c.has("keys")) {
      return;
    }
    List<String> names = PublishedNames.stateDict(encoder.arrays().names());
    assertEquals(c.get("n_state").getAsInt(), names.size(), "entries of the state dict");
    JsonArray keys = c.getAsJsonArray("keys");
    for (int i = 0; i < keys.size() && !keys.get(i).getAsString().equals("..."); i++) {
      assertEquals(keys.get(i).getAsString(), names.get(i), "entry " + i + " of the state dict");
    }
  }

  private static void checkIfNamed(JsonObject c, String name, NDArray actual) {
    if (c.has(name)) {
      Golden.assertClose(name, c.get(name), actual, TOLERANCE);
    }
  }
}
