/** SeCo's losses, Eq. (1) to (5): pure functions of arrays, without queue or network inside. */
@NullMarked
package seco.loss;

import org.jspecify.annotations.NullMarked;
