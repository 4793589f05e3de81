package seco.bench;

/**
 * The times of two works done in turn, so that what disturbs the one disturbs the other as well.
 *
 * @param work of each round
 * @param other what was done just before it
 */
record Turns(Timings work, Timings other) {
  /** The time of the work as a share of the other's, the median over the rounds. */
  double share() {
    double[] shares = new double[work.rounds()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = work.seconds()[i] / other.seconds()[i];
    }
    return new Timings(shares, 0).median();
  }

  /** The same two, each in the other's place. */
  Turns reversed() {
    return new Turns(other, work);
  }
}
