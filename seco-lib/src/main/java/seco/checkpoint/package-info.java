/** The state of a training, written whole and read again. */
@NullMarked
package seco.checkpoint;

import org.jspecify.annotations.NullMarked;
