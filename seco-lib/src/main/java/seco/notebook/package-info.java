/** What notebooks stand on: pictures without a call, progress in place, the settings' scale. */
@NullMarked
package seco.notebook;

import org.jspecify.annotations.NullMarked;
