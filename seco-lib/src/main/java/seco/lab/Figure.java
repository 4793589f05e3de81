package seco.lab;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/** An articulated figure: its proportions, its colours, and how it is drawn in a pose. */
final class Figure {
  private static final double[][] SKINS = {
    {236, 188, 160}, {214, 160, 128}, {176, 122, 92}, {132, 88, 66}, {100, 68, 52}
  };
  private static final double[] FIXED_SHIRT = {88, 96, 150};
  private static final double[] FIXED_TROUSERS = {70, 66, 72};
  private static final double[] FIXED_SHOES = {60, 110, 70};
  private static final double[] FIXED_HAIR = {80, 64, 56};

  // Lengths in torso lengths.
  private static final double HEAD_RADIUS = 0.27;
  private static final double NECK = 0.3;
  private static final double FOOT_RADIUS = 0.13;
  private static final double STANDING = NECK + HEAD_RADIUS + 1 + 2 * 0.62 + FOOT_RADIUS;

  private final double upperArm;
  private final double forearm;
  private final double thigh;
  private final double shin;
  private final double breadth;
  private final double limbWidth;
  private final double shirtHue;
  private final double trousersHue;
  private final double shirtDrift;
  private final double trousersDrift;
  private final double[] clothes = new double[4]; // saturation and value of shirt, of trousers
  private final int skinTone;
  private final double[] skin;
  private final double[] shoes;
  private final double[] hair;
  private final double pull;

  Figure(LabConfig config, RandomGenerator random) {
    upperArm = 0.55 * proportion(random);
    forearm = 0.55 * proportion(random);
    thigh = 0.62 * proportion(random);
    shin = 0.62 * proportion(random);
    breadth = proportion(random);
    limbWidth = config.limbWidth();
    pull = config.colourPull();
    shirtHue = random.nextDouble();
    trousersHue = random.nextDouble();
    shirtDrift = config.clothesDrift() * 0.5 * (2 * random.nextDouble() - 1);
    trousersDrift = config.clothesDrift() * 0.5 * (2 * random.nextDouble() - 1);
    for (int i = 0; i < clothes.length; i++) {
      clothes[i] = 0.45 + 0.45 * random.nextDouble();
    }
    skinTone = random.nextInt(SKINS.length);
    skin = Colours.scaled(SKINS[skinTone], 0.95 + 0.1 * random.nextDouble());
    shoes = Colours.pull(Colours.random(random), FIXED_SHOES, pull);
    hair = Colours.pull(Colours.random(random), FIXED_HAIR, pull);
  }

  private static double proportion(RandomGenerator random) {
    return 0.9 + 0.2 * random.nextDouble();
  }

  /** Hue of the shirt at a time of 0..1, in 0..1. */
  double shirtHue(double time) {
    double hue = shirtHue + shirtDrift * (time - 0.5);
    return hue - Math.floor(hue);
  }

  /** Which of the skin tones it has, 0 for the lightest. */
  int skinTone() {
    return skinTone;
  }

  private double[] shirt(double time) {
    return Colours.pull(Colours.hsv(shirtHue(time), clothes[0], clothes[1]), FIXED_SHIRT, pull);
  }

  private double[] trousers(double time) {
    double hue = trousersHue + trousersDrift * (time - 0.5);
    return Colours.pull(Colours.hsv(hue, clothes[2], clothes[3]), FIXED_TROUSERS, pull);
  }

  /**
   * Draws the figure and tells where it is.
   *
   * @param middle column of the pelvis
   * @param ground row on which the lower foot stands, when it does not jump
   * @param height of the standing figure
   * @param time of the video, 0..1, for the clothes' hue
   */
  Extent draw(
      Mat canvas,
      Pose pose,
      boolean mirrored,
      double middle,
      double ground,
      double height,
      double time) {
    double torso = height / STANDING;
    Pen pen = new Pen(canvas, middle, mirrored ? -torso : torso, torso);
    double leftLeg = reach(pose, Pose.LEFT_THIGH, Pose.LEFT_SHIN);
    double rightLeg = reach(pose, Pose.RIGHT_THIGH, Pose.RIGHT_SHIN);
    double pelvis =
        ground / torso - FOOT_RADIUS - Math.max(leftLeg, rightLeg) - pose.get(Pose.JUMP);
    double lean = Math.toRadians(pose.get(Pose.LEAN));
    double shoulderX = Math.sin(lean);
    double shoulderY = pelvis - Math.cos(lean);
    double[] shirt = shirt(time);
    double[] trousers = trousers(time);

    leg(pen, pose, Pose.LEFT_THIGH, -0.13, pelvis, Colours.scaled(trousers, 0.8));
    arm(
        pen,
        pose,
        Pose.LEFT_UPPER_ARM,
        shoulderX - 0.2,
        shoulderY + 0.06,
        Colours.scaled(skin, 0.82));
    leg(pen, pose, Pose.RIGHT_THIGH, 0.13, pelvis, trousers);
    pen.line(0, pelvis, shoulderX, shoulderY + 0.12, 0.5 * breadth, shirt);
    double headX = shoulderX + NECK * Math.sin(lean);
    double headY = shoulderY - NECK * Math.cos(lean);
    pen.disc(headX, headY - 0.05, HEAD_RADIUS * 0.98, hair);
    pen.disc(headX, headY + 0.06, HEAD_RADIUS * 0.86, skin);
    arm(pen, pose, Pose.RIGHT_UPPER_ARM, shoulderX + 0.2, shoulderY + 0.06, skin);
    return pen.extent;
  }

  private double reach(Pose pose, int upper, int lower) {
    return thigh * Math.cos(Math.toRadians(pose.get(upper)))
        + shin * Math.cos(Math.toRadians(pose.get(lower)));
  }

  private void leg(Pen pen, Pose pose, int upper, double x, double y, double[] colour) {
    double a = Math.toRadians(pose.get(upper));
    double b = Math.toRadians(pose.get(upper + 1));
    double kneeX = x + thigh * Math.sin(a);
    double kneeY = y + thigh * Math.cos(a);
    double footX = kneeX + shin * Math.sin(b);
    double footY = kneeY + shin * Math.cos(b);
    pen.line(x, y, kneeX, kneeY, 0.2 * limbWidth, colour);
    pen.line(kneeX, kneeY, footX, footY, 0.17 * limbWidth, colour);
    pen.disc(footX + 0.05, footY, FOOT_RADIUS, shoes);
  }

  private void arm(Pen pen, Pose pose, int upper, double x, double y, double[] colour) {
    double a = Math.toRadians(pose.get(upper));
    double b = Math.toRadians(pose.get(upper + 1));
    double elbowX = x + upperArm * Math.sin(a);
    double elbowY = y + upperArm * Math.cos(a);
    double handX = elbowX + forearm * Math.sin(b);
    double handY = elbowY + forearm * Math.cos(b);
    pen.line(x, y, elbowX, elbowY, 0.15 * limbWidth, colour);
    pen.line(elbowX, elbowY, handX, handY, 0.13 * limbWidth, colour);
    pen.disc(handX, handY, 0.09 * limbWidth, colour);
  }

  /** The smallest upright rectangle around what was drawn, in canvas pixels. */
  static final class Extent {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;

    private void add(double x, double y, double radius) {
      left = Math.min(left, x - radius);
      top = Math.min(top, y - radius);
      right = Math.max(right, x + radius);
      bottom = Math.max(bottom, y + radius);
    }
  }

  /**
   * Draws in torso lengths, across measured from the pelvis, mirrored where the scale is negative.
   */
  private static final class Pen {
    private final Mat canvas;
    private final double middle;
    private final double across;
    private final double scale;
    private final Extent extent = new Extent();

    Pen(Mat canvas, double middle, double across, double scale) {
      this.canvas = canvas;
      this.middle = middle;
      this.across = across;
      this.scale = scale;
    }

    void line(double x1, double y1, double x2, double y2, double width, double[] colour) {
      double fromX = middle + across * x1;
      double toX = middle + across * x2;
      Brush.line(canvas, fromX, scale * y1, toX, scale * y2, scale * width, colour);
      extent.add(fromX, scale * y1, scale * width / 2);
      extent.add(toX, scale * y2, scale * width / 2);
    }

    void disc(double x, double y, double radius, double[] colour) {
      double atX = middle + across * x;
      Brush.disc(canvas, atX, scale * y, scale * radius, colour);
      extent.add(atX, scale * y, scale * radius);
    }
  }
}
