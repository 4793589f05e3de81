package seco.lab;

/**
 * A family of scenes. It fixes shapes and their arrangement, never colours; mirror-symmetric, so
 * that a mirrored video keeps its kind.
 */
public enum SceneKind {
  VERTICAL_WAVES,
  HORIZONTAL_WAVES,
  CHECKER,
  BLOTCHES,
  DISCS,
  RINGS,
  STICKS,
  ZIGZAG,
  TILES,
  BRICKS;

  /** The scene that belongs to an action. */
  public static SceneKind of(int label) {
    return values()[label % values().length];
  }
}
