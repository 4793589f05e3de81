package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import seco.model.TrunkPass;

/** The passes of several replicas as one: rows one after the other. */
final class JoinedPass implements TrunkPass {
  private final List<TrunkPass> replicas;
  private final NDArray features;

  JoinedPass(List<TrunkPass> replicas) {
    this.replicas = replicas;
    features = NDArrays.concat(new NDList(replicas.stream().map(TrunkPass::features).toList()));
  }

  @Override
  public NDArray features() {
    return features;
  }

  @Override
  public void backward(NDArray gradient) {
    long part = gradient.getShape().get(0) / replicas.size();
    for (int i = 0; i < replicas.size(); i++) {
      replicas.get(i).backward(gradient.get(new NDIndex("{}:{}", i * part, (i + 1) * part)));
    }
  }
}
