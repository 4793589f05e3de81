/**
 * SeCo: self-supervised learning from video by inter-frame, intra-frame and temporal-order
 * supervision.
 *
 * <p>The packages follow the paper: {@link seco.video} and {@link seco.lab} give frames, {@link
 * seco.sample} chooses them, {@link seco.augment} and {@link seco.dataset} make batches of them,
 * {@link seco.model}, {@link seco.loss} and {@link seco.contrast} are the method, {@link
 * seco.pretrain} runs it, {@link seco.probe} judges the features, {@link seco.experiment} holds the
 * papers' results.
 */
@NullMarked
package seco;

import org.jspecify.annotations.NullMarked;
