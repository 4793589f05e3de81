package seco.track;

/** The values that the network is given for a pixel's colours. */
public enum InputScale {
  /** 0..255 as they are. */
  RGB,
  /** 0..1, then ImageNet's mean and deviation, as in pretraining. */
  IMAGENET
}
