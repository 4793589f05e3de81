package seco.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import seco.contrast.MemoryQueue;
import seco.loss.InterFrameLoss;
import seco.loss.IntraFrameLoss;
import seco.tensor.Gradients;

@Tag("golden")
class GoldenLossesTest {
  private static final double TOLERANCE = 1e-4;

  @Test
  void generator_streamOne_givesTheKnownNumbers() {
    double[] expected =
        Golden.doubles(Golden.read("seco_losses.json").get("lcg_first8_of_stream_1"));
    float[] actual = Golden.stream(1, expected.length, 0, 1);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], "value " + i);
    }
  }

  @TestFactory
  Stream<DynamicTest> losses_ofTheAuthors() {
    return Golden.cases("seco_losses.json").stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    "B " + c.get("B") + ", D " + c.get("D") + ", K " + c.get("K"), () -> check(c)));
  }

  private static void check(JsonObject c) {
    try (NDManager manager = NDManager.newBaseManager()) {
      int b = c.get("B").getAsInt();
      int d = c.get("D").getAsInt();
      int k = c.get("K").getAsInt();
      long stream = c.get("stream").getAsLong();
      NDArray query = manager.create(unit(stream + 1, b, d), new Shape(b, d));
      NDArray k1 = manager.create(unit(stream + 2, b, d), new Shape(b, d));
      NDArray k2 = manager.create(unit(stream + 3, b, d), new Shape(b, d));
      NDArray k3 = manager.create(unit(stream + 4, b, d), new Shape(b, d));
      int position = c.get("queue_index_before").getAsInt();
      MemoryQueue queue = MemoryQueue.of(manager, unit(stream + 5, k, d), d, position);

      InterFrameLoss inter = new InterFrameLoss(c.get("temperature").getAsDouble());
      double temperature = c.get("temperature_intra").getAsDouble();
      IntraFrameLoss code = new IntraFrameLoss(temperature, IntraFrameLoss.Reading.CODE);
      IntraFrameLoss paper = new IntraFrameLoss(temperature, IntraFrameLoss.Reading.PAPER);

      check(c, "inter", query, q -> inter.evaluate(q, List.of(k1, k2, k3), queue.rows()).loss());
      check(c, "intra_code", query, q -> code.evaluate(q, k1, k2, k3).loss());
      check(c, "intra_paper", query, q -> paper.evaluate(q, k1, k2, k3).loss());

      queue.enqueue(NDArrays.concat(new NDList(k1, k2, k3)));
      assertEquals(c.get("queue_index_after").getAsInt(), queue.position(), "write position");
      Golden.assertClose("memory", c.get("memory_after"), queue.rows(), TOLERANCE);
      assertArrayEquals(new long[] {k, d}, queue.rows().getShape().getShape());
    }
  }

  private static void check(JsonObject c, String name, NDArray query, UnaryOperator<NDArray> loss) {
    NDArray q = query.duplicate();
    q.setRequiresGradient(true);
    NDArray value = Gradients.backward(() -> loss.apply(q), total -> total);
    Golden.assertClose(name, c.get(name).getAsDouble(), value.getFloat(), TOLERANCE);
    Golden.assertClose("grad_" + name, c.get("grad_" + name), q.getGradient(), TOLERANCE);
  }

  private static float[] unit(long stream, int rows, int dimension) {
    return Golden.unitRows(Golden.stream(stream, rows * dimension, -1, 1), dimension);
  }
}
