/** Files and members of archives fetched from servers: resumed, verified, mirrors in order. */
@NullMarked
package seco.data.fetch;

import org.jspecify.annotations.NullMarked;
