package seco.loss;

/** The three supervisions of a sequence, and the tasks that they are compared with. */
public enum Task {
  /** Is it the same video? Eq. (2). */
  INTER,
  /** Is it the same frame? Eq. (3). */
  INTRA,
  /** In which temporal order? Eq. (4). */
  ORDER,
  /** MoCo: two augmentations of one frame, one positive. Stands alone. */
  FRAMES,
  /** Several frames of a video as positives of one another: {@link VinceLoss}. Stands alone. */
  VINCE,
  /** The videos' labels, with one frame each. Stands alone. */
  SUPERVISED,
  /** Shuffle and Learn: are three frames in their order? Stands alone. */
  SHUFFLE,
  /** Order prediction: in which order are four frames? Stands alone. */
  OPN,
  /** RotNet: by how many quarter turns is a frame rotated? Stands alone. */
  ROTNET;

  /** Whether it is no term of Eq. (5), so that it can only be trained by itself. */
  public boolean standsAlone() {
    return compareTo(ORDER) > 0;
  }

  /** Whether it compares queries with keys, rather than choosing among classes. */
  public boolean isContrast() {
    return compareTo(VINCE) <= 0;
  }
}
