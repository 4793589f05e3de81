/** What happens to a frame's pixels before the network sees them. */
@NullMarked
package seco.augment;

import org.jspecify.annotations.NullMarked;
