/**
 * How trackers are judged: sequences, passes over them, curves and scores. It knows {@link
 * seco.track.Tracker}, never how one works.
 */
@NullMarked
package seco.track.otb;

import org.jspecify.annotations.NullMarked;
