package seco.display;

import java.awt.Color;

/** The colours of Okabe and Ito, which people with any colour vision can tell apart. */
public enum Palette {
  BLUE(0x0072B2),
  VERMILLION(0xD55E00),
  GREEN(0x009E73),
  PURPLE(0xCC79A7),
  ORANGE(0xE69F00),
  SKY(0x56B4E9),
  BLACK(0x000000),
  YELLOW(0xF0E442);

  /** Text, axes and frames. */
  static final Color INK = new Color(0x33, 0x33, 0x33);

  /** Grid lines and things of little weight. */
  static final Color FAINT = new Color(0xDD, 0xDD, 0xDD);

  /** Reference levels and single seeds. */
  static final Color GREY = new Color(0x8A, 0x8A, 0x8A);

  private final Color colour;

  Palette(int rgb) {
    colour = new Color(rgb);
  }

  public Color colour() {
    return colour;
  }

  /** The colour of the n-th series, counted from 0; the eight colours take turns. */
  public static Palette of(int series) {
    return values()[Math.floorMod(series, values().length)];
  }
}
