package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * The parts of {@link SecoEncoder} under one roof, so that names and initialisation are one walk.
 */
final class SecoBlock extends NamedBlock {
  final ResNet trunk;
  final Head inter;
  final Head intra;
  final Head order;
  final Block classifier;

  SecoBlock(ResNetConfig config, SecoEncoder.Heads heads) {
    int size = config.featureSize();
    trunk = child("", new ResNet(config), 3);
    boolean shared = heads == SecoEncoder.Heads.SHARED;
    inter = child(shared ? "fc" : "fc_inter", new Head(size), size);
    intra = shared ? inter : child("fc_intra", new Head(size), size);
    order = shared ? inter : child("fc_order", new Head(size), size);
    classifier = child("fc_order_classifier", Layers.linear(2), 3 * Head.EMBEDDING_SIZE);
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    return pass.through(trunk, x);
  }

  @Override
  Shape outputShape(Shape input) {
    return trunk.outputShape(input);
  }
}
