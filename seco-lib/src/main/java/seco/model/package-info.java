/** Networks as readable DJL blocks under PyTorch's published parameter names. */
@NullMarked
package seco.model;

import org.jspecify.annotations.NullMarked;
