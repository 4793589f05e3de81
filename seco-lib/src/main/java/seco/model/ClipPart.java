package seco.model;

/** A part of a network for clips that tells which maps it makes. */
interface ClipPart {
  /** Leads a clip's shape through this part. */
  void follow(ClipWalk walk);
}
