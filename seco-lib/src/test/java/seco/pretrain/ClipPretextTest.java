package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.model.PretextHead;
import seco.pretrain.ClipPretext.Question;
import seco.run.Seeds;
import seco.tensor.Values;

/** What is asked of clips, by hand. */
final class ClipPretextTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** A clip of two frames of 2 x 2: 1, 2 above 3, 4, and then 5, 6 above 7, 8. */
  @Test
  void rotation_ofATinyClip_turnsEachOfItsFrames() {
    NDArray clip = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(1, 1, 2, 2, 2));
    Question question = new RotNet3d().ask(List.of(clip), new Seeds(1), 0);
    assertEquals(new Shape(4, 1, 2, 2, 2), question.clips().getShape());
    float[] expected = {
      1, 2, 3, 4, 5, 6, 7, 8, // as it is
      2, 4, 1, 3, 6, 8, 5, 7, // a quarter, against the clock
      4, 3, 2, 1, 8, 7, 6, 5,
      3, 1, 4, 2, 7, 5, 8, 6
    };
    assertArrayEquals(expected, question.clips().toFloatArray());
    assertArrayEquals(new float[] {0, 1, 2, 3}, question.answers().toFloatArray());
  }

  @Test
  void rotation_ofTwoClips_isVideoAfterVideo() {
    NDArray clips = manager.arange(16f).reshape(2, 1, 2, 2, 2);
    Question question = new RotNet3d().ask(List.of(clips), new Seeds(1), 0);
    assertArrayEquals(new float[] {0, 1, 2, 3, 0, 1, 2, 3}, question.answers().toFloatArray());
    assertArrayEquals(
        clips.get(1).toFloatArray(), question.clips().get(4).toFloatArray(), "unturned");
  }

  private List<NDArray> views() {
    return List.of(view(10, 20), view(11, 21), view(12, 22));
  }

  private NDArray view(float... ofVideos) {
    return manager.create(ofVideos, new Shape(ofVideos.length, 1, 1, 1, 1));
  }

  /** Answer 3 shows the second clip first, then the third, then the first. */
  @Test
  void order_ofTwoVideos_showsEachInItsOwn() {
    Question question = ClipOrder.ask(views(), 3, 0);
    assertEquals(new Shape(6, 1, 1, 1, 1), question.clips().getShape());
    assertArrayEquals(new float[] {11, 12, 10, 20, 21, 22}, question.clips().toFloatArray());
    assertArrayEquals(new float[] {3, 0}, question.answers().toFloatArray());
  }

  /** The pairs of places (1, 2), (1, 3) and (2, 3), each as the greater of 0 and a - b. */
  @Test
  void order_pairsAreOfPlacesInTheOrderShown() {
    ClipOrder task = new ClipOrder();
    try (PretextHead head =
        PretextHead.create(manager, task.form(), task.together(), 1, 1, new Random(1))) {
      set(head, "fc_pair.weight", 1, -1);
      set(head, "fc_pair.bias");
      float[] weights = new float[3 * 128];
      weights[0] = 1;
      weights[128] = 10;
      weights[256] = 100;
      set(head, "fc.weight", weights);
      set(head, "fc.bias");
      NDArray features = ClipOrder.ask(views(), 3, 5).clips().reshape(6, 1);
      // 11, 12, 10: 0, 1, 2; and 22, 21, 20: 1, 2, 1.
      assertArrayEquals(new float[] {210, 121}, head.logits(features).toFloatArray());
    }
  }

  private static void set(PretextHead head, String name, float... firstValues) {
    NDArray array = head.arrays().get(name);
    float[] values = new float[Math.toIntExact(array.size())];
    System.arraycopy(firstValues, 0, values, 0, firstValues.length);
    Values.copy(values, array);
  }

  @Test
  void order_isDrawnAnewForEachStepAndVideo_andTheSameForTheSameSeed() {
    TreeSet<Float> drawn = new TreeSet<>();
    for (long step = 0; step < 40; step++) {
      float[] answers = new ClipOrder().ask(views(), new Seeds(5), step).answers().toFloatArray();
      float[] again = new ClipOrder().ask(views(), new Seeds(5), step).answers().toFloatArray();
      assertArrayEquals(answers, again);
      drawn.add(answers[0]);
      assertTrue(answers[1] >= 0 && answers[1] < 6);
    }
    assertEquals(6, drawn.size());
  }
}
