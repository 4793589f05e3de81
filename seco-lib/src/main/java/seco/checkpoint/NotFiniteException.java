package seco.checkpoint;

/** A loss or a gradient that is no finite number; nothing has been learnt from it. */
public final class NotFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  private NotFiniteException(String what, double value) {
    super("the " + what + " is " + value);
  }

  /**
   * Requires the numbers of a step to be finite before anything is changed by them.
   *
   * @param gradientNorm L2 norm of the gradient
   */
  public static void require(double loss, double gradientNorm) {
    if (!Double.isFinite(loss)) {
      throw new NotFiniteException("loss", loss);
    }
    if (!Double.isFinite(gradientNorm)) {
      throw new NotFiniteException("gradient", gradientNorm);
    }
  }
}
