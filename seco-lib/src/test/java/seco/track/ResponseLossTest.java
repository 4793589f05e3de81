package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseLossTest {
  @ParameterizedTest
  @EnumSource
  void loss_atZero_isLn2_andAsksForALabelEach(ResponseLoss loss) {
    double[] logits = new double[4];
    assertEquals(Math.log(2), loss.of(logits, new float[] {1, 0, 0, 0}).loss(), 1e-12);
    for (int labels : new int[] {3, 5}) {
      assertThrows(
          IllegalArgumentException.class, () -> loss.of(logits, new float[labels]), "" + labels);
    }
  }
}
