package seco.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import seco.Paper;
import seco.compile.FusedUpdates;
import seco.contrast.KeyBatches;
import seco.contrast.MomentumEncoder;
import seco.contrast.ReplicaStatistics;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Progress;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;

/**
 * What follows the gradients in a step of training: the optimiser's step and the momentum update,
 * carried out as the paper preset does, all arrays in one call of the engine each. The gradients
 * are made before each round and not timed.
 *
 * @param depth of the network, of width 64, with three heads
 */
@Paper(equation = 6)
public record ParameterUpdate(int depth) implements Stage {
  private static final double RATE = 0.03;
  private static final double SGD_MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;
  private static final double MOMENTUM = 0.999;

  @Override
  public String name() {
    return "update";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes().with("depth", depth).asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder online =
            SecoEncoder.create(
                manager,
                ResNetConfig.of(depth),
                SecoEncoder.Heads.PER_TASK,
                new Seeds(0).stream("encoder"));
        FusedUpdates updates = new FusedUpdates(manager);
        MomentumEncoder slow =
            new MomentumEncoder(
                manager,
                online,
                MOMENTUM,
                KeyBatches.SEPARATE,
                1,
                ReplicaStatistics.FIRST,
                updates);
        Sgd optimizer = new Sgd(manager, online.trainable(), SGD_MOMENTUM, WEIGHT_DECAY, updates)) {
      NamedArrays parameters = online.trainable();
      NamedArrays gradients = parameters.copy(manager); // of half the square of each parameter
      Timings timings =
          rounds.time(
              round -> give(gradients, parameters),
              round -> {
                optimizer.step(RATE);
                slow.follow(online);
              },
              progress);
      return Measurement.of(timings).with("distance", slow.distance(online));
    }
  }

  /** Adds to each parameter's gradient, which the step before has zeroed. */
  private static void give(NamedArrays gradients, NamedArrays parameters) {
    parameters.forEach(
        (name, parameter) -> {
          NDArray given = gradients.get(name);
          Gradients.of(parameter)
              .ifPresentOrElse(
                  gradient -> add(given, gradient), () -> Gradients.backward(parameter, given));
        });
  }

  private static void add(NDArray given, NDArray gradient) {
    try (gradient) {
      gradient.addi(given);
    }
  }
}
