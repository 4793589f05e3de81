package seco.augment;

/** The colour operations in real numbers, each result rounded and clipped. */
final class Plain {
  private Plain() {}

  static byte[] brightness(byte[] rgb, double factor) {
    byte[] result = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      result[i] = level(factor * (rgb[i] & 0xFF));
    }
    return result;
  }

  static byte[] contrast(byte[] rgb, double factor) {
    double gray = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      gray += gray(rgb, i) / (rgb.length / 3);
    }
    byte[] result = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      result[i] = level(Math.rint(gray) + factor * ((rgb[i] & 0xFF) - Math.rint(gray)));
    }
    return result;
  }

  static byte[] saturation(byte[] rgb, double factor) {
    byte[] result = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      double gray = gray(rgb, i - i % 3);
      result[i] = level(gray + factor * ((rgb[i] & 0xFF) - gray));
    }
    return result;
  }

  /** By hue, saturation and value. */
  static byte[] hue(byte[] rgb, double turn) {
    byte[] result = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      float[] hsv =
          java.awt.Color.RGBtoHSB(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF, null);
      int turned = java.awt.Color.HSBtoRGB((float) (hsv[0] + turn), hsv[1], hsv[2]);
      result[i] = (byte) (turned >> 16);
      result[i + 1] = (byte) (turned >> 8);
      result[i + 2] = (byte) turned;
    }
    return result;
  }

  private static double gray(byte[] rgb, int at) {
    return 0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
  }

  private static byte level(double value) {
    return (byte) Math.max(0, Math.min(255, Math.rint(value)));
  }
}
