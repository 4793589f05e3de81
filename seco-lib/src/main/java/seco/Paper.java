package seco;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ties a class or method to the place in the SeCo paper that it implements.
 *
 * <p>T. Yao, Y. Zhang, Z. Qiu, Y. Pan and T. Mei, <i>SeCo: Exploring Sequence Supervision for
 * Unsupervised Representation Learning</i>, AAAI 2021, <a
 * href="https://arxiv.org/abs/2008.00975">arXiv:2008.00975</a>.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Paper {
  /** Number of the equation, as printed; 0 when the place is not an equation. */
  int equation() default 0;

  /** Title of the section. */
  String section() default "";

  /** Number of the table; 0 when the place is not a table. */
  int table() default 0;
}
