/** Data sets fetched, unpacked, verified and listed. */
@NullMarked
package seco.data;

import org.jspecify.annotations.NullMarked;
