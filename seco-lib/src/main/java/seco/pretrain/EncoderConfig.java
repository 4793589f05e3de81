package seco.pretrain;

import seco.model.ResNetConfig;
import seco.model.SecoEncoder;

/**
 * The network.
 *
 * @param trunk its residual network
 * @param heads one head per task (the authors' code) or a shared one (the paper's figure)
 */
public record EncoderConfig(ResNetConfig trunk, SecoEncoder.Heads heads) {}
