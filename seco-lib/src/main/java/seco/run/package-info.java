/**
 * What every run stands on: named random streams, files that are whole or absent, run directories,
 * metrics, provenance and records.
 */
@NullMarked
package seco.run;

import org.jspecify.annotations.NullMarked;
