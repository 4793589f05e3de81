package seco.bench;

import ai.djl.ndarray.NDManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import seco.compile.FusedUpdates;
import seco.contrast.KeyBatches;
import seco.contrast.MomentumEncoder;
import seco.contrast.ReplicaStatistics;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;
import seco.tensor.SingleUpdates;
import seco.tensor.Updates;

/** The parameters of a ResNet-18 changed: by the optimiser, and after the query encoder. */
@State(Scope.Thread)
public class UpdateKernels {
  @Param({"false", "true"})
  public boolean fused;

  private NDManager manager;
  private SecoEncoder online;
  private MomentumEncoder slow;
  private Sgd optimizer;

  @Setup
  public void make() {
    Gradients.off();
    manager = NDManager.newBaseManager();
    online =
        SecoEncoder.create(
            manager,
            ResNetConfig.of(18),
            SecoEncoder.Heads.PER_TASK,
            new Seeds(0).stream("encoder"));
    Updates updates = fused ? new FusedUpdates(manager) : new SingleUpdates();
    slow =
        new MomentumEncoder(
            manager, online, 0.999, KeyBatches.SEPARATE, 1, ReplicaStatistics.FIRST, updates);
    NamedArrays parameters = online.trainable();
    optimizer = new Sgd(manager, parameters, 0.9, 1e-4, updates);
    NamedArrays gradients = parameters.copy(manager);
    parameters.forEach((name, parameter) -> Gradients.backward(parameter, gradients.get(name)));
  }

  /** With the gradients of the setup, which the first step zeroes: there all the same. */
  @Benchmark
  public void step() {
    optimizer.step(1e-3);
  }

  @Benchmark
  public void follow() {
    slow.follow(online);
  }

  @TearDown
  public void close() {
    optimizer.close();
    slow.close();
    online.close();
    manager.close();
  }
}
