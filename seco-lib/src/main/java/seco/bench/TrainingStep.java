package seco.bench;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.compile.Precision;
import seco.dataset.SequenceBatch;
import seco.pretrain.ExecutionConfig.Network;
import seco.pretrain.Learner;
import seco.pretrain.PretrainConfig;
import seco.run.Progress;

/**
 * A step of the paper's training on random images: three heads, three separate passes for the keys,
 * losses, gradients, optimiser, momentum update and memory.
 *
 * @param depth of the network, of width 64
 * @param pixels edge of the images
 * @param batch videos a step
 * @param memory rows of the memory
 * @param precision of the compiled network; null for the blocks
 */
public record TrainingStep(
    int depth, int pixels, int batch, int memory, @Nullable Precision precision) implements Stage {
  private static final double RATE = 0.03;

  public TrainingStep {
    var unused =
        config(depth, pixels, batch, memory, precision); // refuses what does not fit together
  }

  /** The paper's settings at these sizes, in one replica and one part. */
  static PretrainConfig config(
      int depth, int pixels, int batch, int memory, @Nullable Precision precision) {
    return PretrainConfig.paper()
        .with(
            Map.of(
                "execution.network",
                precision == null ? Network.BLOCKS : Network.COMPILED,
                "execution.precision",
                precision == null ? Precision.FLOAT32 : precision,
                "encoder.trunk.depth",
                depth,
                "patches.pixels",
                pixels,
                "optimization.batchSize",
                batch,
                "contrast.memorySize",
                memory,
                "contrast.keys",
                "SEPARATE",
                "contrast.replicas",
                1,
                "execution.accumulation",
                1));
  }

  @Override
  public String name() {
    return "step";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("depth", depth)
        .with("pixels", pixels)
        .with("batch", batch)
        .with("memory", memory)
        .with("precision", Sizes.precision(precision))
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    try (NDManager manager = NDManager.newBaseManager();
        Learner learner =
            Learner.create(manager, config(depth, pixels, batch, memory, precision))) {
      SequenceBatch images = RandomTensors.sequences(manager, batch, pixels);
      double[] loss = new double[1];
      Timings timings =
          rounds.time(step -> loss[0] = learner.step(step, images, RATE).total(), progress);
      return Measurement.of(timings).with("loss", loss[0]);
    }
  }
}
