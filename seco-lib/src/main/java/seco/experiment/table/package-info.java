/**
 * The papers' tables cell by cell: their numbers, and how each is made again at full scale on real
 * videos.
 */
@NullMarked
package seco.experiment.table;

import org.jspecify.annotations.NullMarked;
