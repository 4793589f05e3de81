/** Video files, their frames, and the store that keeps frames decoded once. */
@NullMarked
package seco.video;

import org.jspecify.annotations.NullMarked;
