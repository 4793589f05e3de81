package seco.tensor;

/** Changes arrays in place by their gradients. */
public interface Optimizer extends AutoCloseable {
  /** One step at the given rate; uses up the gradients and zeroes them. */
  void step(double rate);

  /** What it remembers from step to step, for a checkpoint; changed in place by {@link #step}. */
  NamedArrays buffers();

  @Override
  void close();
}
