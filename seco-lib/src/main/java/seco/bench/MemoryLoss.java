package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import seco.Paper;
import seco.loss.InterFrameLoss;
import seco.loss.Outcome;
import seco.run.Progress;
import seco.tensor.Gradients;

/**
 * The inter-frame loss with its gradient by the queries: three keys a query and a memory, all of
 * random unit rows.
 *
 * @param batch queries
 * @param memory rows of the memory
 */
@Paper(equation = 2)
public record MemoryLoss(int batch, int memory) implements Stage {
  private static final double TEMPERATURE = 0.1;
  private static final int KEYS = 3;

  @Override
  public String name() {
    return "loss";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes().with("batch", batch).with("memory", memory).asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    Gradients.off();
    InterFrameLoss loss = new InterFrameLoss(TEMPERATURE);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray rows = RandomTensors.embeddings(manager, memory);
      NDArray query = RandomTensors.embeddings(manager, batch);
      List<NDArray> keys =
          Stream.generate(() -> RandomTensors.embeddings(manager, batch)).limit(KEYS).toList();
      double[] value = new double[1];
      Timings timings =
          rounds.time(round -> value[0] = evaluate(manager, loss, query, keys, rows), progress);
      return Measurement.of(timings).with("loss", value[0]);
    }
  }

  private static double evaluate(
      NDManager manager, InterFrameLoss loss, NDArray query, List<NDArray> keys, NDArray rows) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray leaf = Gradients.leaf(query);
      leaf.attach(scope); // and with it all that is computed from it
      Outcome outcome = Gradients.recorded(() -> loss.evaluate(leaf, keys, rows));
      NDArray one = scope.ones(outcome.loss().getShape());
      Gradients.backward(outcome.loss(), one);
      return outcome.loss().getFloat();
    }
  }
}
