/** Frozen features and what a linear model, neighbours or a map say of them. */
@NullMarked
package seco.probe;

import org.jspecify.annotations.NullMarked;
