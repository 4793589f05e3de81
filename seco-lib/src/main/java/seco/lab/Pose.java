package seco.lab;

/**
 * A pose of the figure: ten numbers, of which nine are angles in degrees in the picture's plane (0
 * down, 90 right, 180 up) and the last is the height of a jump in torso lengths.
 *
 * @param values in the order of the constants
 */
record Pose(double[] values) {
  static final int LEFT_UPPER_ARM = 0;
  static final int LEFT_FOREARM = 1;
  static final int RIGHT_UPPER_ARM = 2;
  static final int RIGHT_FOREARM = 3;
  static final int LEFT_THIGH = 4;
  static final int LEFT_SHIN = 5;
  static final int RIGHT_THIGH = 6;
  static final int RIGHT_SHIN = 7;
  static final int LEAN = 8;
  static final int JUMP = 9;
  static final int SIZE = 10;

  double get(int joint) {
    return values[joint];
  }

  /** This pose moved towards another: share 0 is this, 1 the other, above 1 beyond. */
  Pose towards(Pose other, double share) {
    double[] mixed = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      mixed[i] = values[i] + share * (other.values[i] - values[i]);
    }
    return new Pose(mixed);
  }

  /** This pose with degrees added to every angle; the jump stays. */
  Pose plus(double[] degrees) {
    double[] sum = values.clone();
    for (int i = 0; i < JUMP; i++) {
      sum[i] += degrees[i];
    }
    return new Pose(sum);
  }
}
