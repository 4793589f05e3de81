/** Official splits of data sets, and the lists and cards that are made of them. */
@NullMarked
package seco.data.split;

import org.jspecify.annotations.NullMarked;
