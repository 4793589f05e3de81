/** The contrast: a memory of past keys and the slow encoder that makes them. */
@NullMarked
package seco.contrast;

import org.jspecify.annotations.NullMarked;
