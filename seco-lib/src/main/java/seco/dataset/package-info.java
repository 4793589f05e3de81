/** Batches: patches made by loader threads as plain bytes, tensors made of them on one thread. */
@NullMarked
package seco.dataset;

import org.jspecify.annotations.NullMarked;
