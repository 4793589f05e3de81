/** Charts, tables and film strips of plain data, in one style. */
@NullMarked
package seco.display;

import org.jspecify.annotations.NullMarked;
