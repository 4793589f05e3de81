package seco.track.otb;

/**
 * What makes a sequence hard, by the benchmark's names.
 *
 * <p>Y. Wu, J. Lim and M.-H. Yang, <i>Object Tracking Benchmark</i>, TPAMI 37(9), 2015.
 */
public enum Attribute {
  /** Illumination variation. */
  IV("illumination variation"),
  /** Scale variation. */
  SV("scale variation"),
  /** Occlusion. */
  OCC("occlusion"),
  /** Deformation of what is not rigid. */
  DEF("deformation"),
  /** Motion blur. */
  MB("motion blur"),
  /** Fast motion. */
  FM("fast motion"),
  /** Rotation in the picture's plane. */
  IPR("in-plane rotation"),
  /** Rotation out of the picture's plane. */
  OPR("out-of-plane rotation"),
  /** Some of the target leaves the view. */
  OV("out of view"),
  /** A background like the target. */
  BC("background clutter"),
  /** Few pixels. */
  LR("low resolution");

  private final String title;

  Attribute(String title) {
    this.title = title;
  }

  /** The name in words. */
  public String title() {
    return title;
  }
}
