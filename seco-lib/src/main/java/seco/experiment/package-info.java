/** The papers' results, one class each, and the data on which they are looked for. */
@NullMarked
package seco.experiment;

import org.jspecify.annotations.NullMarked;
