/**
 * Fine-tuning of a pretrained network for the recognition of actions, as a temporal segment network
 * (TSN).
 */
@NullMarked
package seco.finetune;

import org.jspecify.annotations.NullMarked;
