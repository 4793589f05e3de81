/** What DJL lacks: gradient scopes, checked shapes, unit rows, SGD as PyTorch's, safetensors. */
@NullMarked
package seco.tensor;

import org.jspecify.annotations.NullMarked;
