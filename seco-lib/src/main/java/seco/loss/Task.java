package seco.loss;

/** The three supervisions of a sequence, and MoCo on single frames as their control. */
public enum Task {
  /** Is it the same video? Eq. (2). */
  INTER,
  /** Is it the same frame? Eq. (3). */
  INTRA,
  /** In which temporal order? Eq. (4). */
  ORDER,
  /** MoCo: two augmentations of one frame, one positive. Stands alone. */
  FRAMES
}
