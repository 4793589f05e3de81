/**
 * What is embarrassingly parallel on Apache Spark: the same classes do the work, piece by piece,
 * and the result is that of one machine. Spark itself is on the class path of {@code seco spark}
 * alone.
 */
@NullMarked
package seco.spark;

import org.jspecify.annotations.NullMarked;
