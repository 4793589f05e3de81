/**
 * VOT's supervised protocol: regions of four corners, and passes that begin again after a failure.
 */
@NullMarked
package seco.track.vot;

import org.jspecify.annotations.NullMarked;
