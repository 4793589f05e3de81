package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import seco.contrast.SegmentShuffle;
import seco.run.Seeds;
import seco.tensor.Gradients;

/** Clips come to the network with the channels of a pixel side by side, as from the loader. */
final class ClipLayoutTest {
  private static NDArray loaded(NDManager manager) {
    return manager.randomNormal(new Shape(2, 4, 6, 6, 3)).transpose(0, 4, 1, 2, 3);
  }

  /** Only in this layout is the row of all pixels a view, which changes with the clips. */
  private static void requireChannelsLast(NDArray clips) {
    NDArray row = clips.transpose(0, 2, 3, 4, 1).reshape(-1);
    double before = row.sum().getFloat();
    clips.addi(1);
    assertEquals(before + row.size(), row.sum().getFloat(), 1e-3 * row.size());
  }

  @Test
  void clipsWhoseChannelsLieApart_wouldBeFound() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray apart = manager.randomNormal(new Shape(2, 3, 4, 6, 6));
      assertThrows(AssertionError.class, () -> requireChannelsLast(apart));
    }
  }

  @Test
  void shuffledTurnedAndOrderedClips_areChannelsLast() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      requireChannelsLast(loaded(manager));
      int[][] orders = {{1, 0}, {0, 1}};
      requireChannelsLast(SegmentShuffle.of(orders).apply(loaded(manager)));
      requireChannelsLast(new RotNet3d().ask(List.of(loaded(manager)), new Seeds(1), 0).clips());
      List<NDArray> views = List.of(loaded(manager), loaded(manager), loaded(manager));
      requireChannelsLast(ClipOrder.ask(views, 5, 3).clips());
    }
  }
}
