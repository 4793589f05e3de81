package seco.experiment;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import seco.model.SecoEncoder;
import seco.tensor.Shapes;

/**
 * How far two networks of the same shape are apart at a stage of the trunk.
 *
 * @param name {@code stem}, {@code layer1} to {@code layer4}
 * @param difference ||a - b|| / ||b|| of the stage's maps
 */
public record Parity(String name, double difference) {

  /**
   * Compares a network with a reference, stage by stage, both in evaluation mode.
   *
   * @param images (N, 3, H, W)
   * @return five comparisons, in the order of the stages
   */
  public static List<Parity> stages(SecoEncoder network, SecoEncoder reference, NDArray images) {
    List<NDArray> maps = network.stages(images, false);
    List<NDArray> expected = reference.stages(images, false);
    List<Parity> stages = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      String name = i == 0 ? "stem" : "layer" + i;
      stages.add(new Parity(name, relative(name, maps.get(i), expected.get(i))));
    }
    return stages;
  }

  private static double relative(String name, NDArray map, NDArray expected) {
    Shapes.require(name, map, expected.getShape().getShape());
    return (double) map.sub(expected).norm().getFloat() / expected.norm().getFloat();
  }
}
