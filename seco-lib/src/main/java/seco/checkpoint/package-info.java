/** The state of a training, written whole and read again; weights of other programs. */
@NullMarked
package seco.checkpoint;

import org.jspecify.annotations.NullMarked;
