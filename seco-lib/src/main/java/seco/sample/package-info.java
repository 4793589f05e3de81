/** Which frames of a video: pure index arithmetic, counted from 0. */
@NullMarked
package seco.sample;

import org.jspecify.annotations.NullMarked;
