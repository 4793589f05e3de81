/** Archives unpacked: restartable, bounded, nothing outside of its folder. */
@NullMarked
package seco.data.archive;

import org.jspecify.annotations.NullMarked;
