/**
 * Single-object tracking with frozen features: {@link seco.track.Tracker}, SiamFC on a dilated
 * trunk, and the training of its head.
 */
@NullMarked
package seco.track;

import org.jspecify.annotations.NullMarked;
