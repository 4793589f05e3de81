package seco.model;

import ai.djl.ndarray.types.Shape;

/**
 * The shape of a network for clips.
 *
 * @param width channels of its stem: 64 in the published networks
 */
public record ClipTrunkConfig(Kind kind, int width) {
  /** The networks of DualVar's experiments. */
  public enum Kind {
    /** {@link R3d}, the cheapest on a processor. */
    R3D,
    /** {@link R2Plus1d}, that of the published results. */
    R2PLUS1D,
    /** {@link C3d}. */
    C3D,
    /** {@link S3d}. */
    S3D,
    /** {@link S3d} with its gates. */
    S3DG,
    /**
     * SeCo's ResNet-18, frame by frame. A segment's embedding is that of the mean of its own
     * frames, as that of all frames is the same in whatever order they come.
     */
    FRAMES
  }

  public ClipTrunkConfig {
    if (width < 1 || width > 1 << 12) {
      throw new IllegalArgumentException(
          "network width " + width + ": must lie in 1.." + (1 << 12));
    }
  }

  /** The published network of a kind: width 64. */
  public static ClipTrunkConfig of(Kind kind) {
    return new ClipTrunkConfig(kind, 64);
  }

  /** Channels of the last map and so of a feature: 512 for R3D, 1024 for S3D. */
  public int featureSize() {
    return switch (kind) {
      case R3D, R2PLUS1D, C3D, FRAMES -> 8 * width;
      case S3D, S3DG -> S3d.featureSize(width);
    };
  }

  /** Its name, as in {@code R(2+1)D of width 64}. */
  public String title() {
    String name =
        switch (kind) {
          case R3D -> "R3D";
          case R2PLUS1D -> "R(2+1)D";
          case C3D -> "C3D";
          case S3D -> "S3D";
          case S3DG -> "S3D-G";
          case FRAMES -> "ResNet-18 on frames";
        };
    return name + " of width " + width;
  }

  NamedBlock create() {
    return switch (kind) {
      case R3D -> new R3d(width);
      case R2PLUS1D -> new R2Plus1d(width);
      case C3D -> new C3d(width);
      case S3D -> new S3d(width, false);
      case S3DG -> new S3d(width, true);
      case FRAMES -> new FrameTrunk(frames());
    };
  }

  /** Whether frames meet each other in the network; else each passes alone. */
  public boolean mixesTime() {
    return kind != Kind.FRAMES;
  }

  private ResNetConfig frames() {
    return new ResNetConfig(18, width, 0);
  }

  /**
   * What a clip costs in this network, counted from the shapes of its maps in float32.
   *
   * @param frames T of the clip
   * @param pixels edge of its frames
   */
  public Footprint footprint(int frames, int pixels) {
    if (kind == Kind.FRAMES) {
      return Footprint.of(frames(), pixels).stream()
          .reduce((a, b) -> a.before(b))
          .orElseThrow()
          .times(frames);
    }
    ClipWalk walk = new ClipWalk(new Shape(1, 3, frames, pixels, pixels));
    ((ClipPart) create()).follow(walk);
    return walk.footprint();
  }

  /** Deviation of convolutions that start normally distributed; 0 where they start uniformly. */
  double filterDeviation() {
    return kind == Kind.S3D || kind == Kind.S3DG ? 0.01 : 0;
  }
}
