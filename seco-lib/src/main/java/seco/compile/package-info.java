/**
 * The trunk compiled: a {@link seco.model.ResNet} written from Java as a TorchScript archive, which
 * the engine runs without a call for each operation. The blocks stay the reference.
 */
@NullMarked
package seco.compile;

import org.jspecify.annotations.NullMarked;
