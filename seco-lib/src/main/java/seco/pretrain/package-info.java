/** SeCo's training: its settings, its step and its loop. */
@NullMarked
package seco.pretrain;

import org.jspecify.annotations.NullMarked;
