/** The product's stages timed, each on its own, with made data of a chosen size. */
@NullMarked
package seco.bench;

import org.jspecify.annotations.NullMarked;
