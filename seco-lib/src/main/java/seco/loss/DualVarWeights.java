package seco.loss;

/**
 * How much each of DualVar's terms counts; a term of weight 0 is only watched, and shuffle-rank,
 * which costs two more passes, left out.
 *
 * @param clip of the contrast of clips
 * @param temporalCoherent of the temporal-coherent contrast
 * @param shuffleRank of the shuffle-rank loss
 */
public record DualVarWeights(double clip, double temporalCoherent, double shuffleRank) {
  private static final double EIGHT_DEVICES = 1.0 / 8;

  public DualVarWeights {
    if (!(clip >= 0 && temporalCoherent >= 0 && shuffleRank >= 0)
        || !(clip + temporalCoherent + shuffleRank > 0)) {
      throw new IllegalArgumentException(
          "weights clip %s, temporalCoherent %s, shuffleRank %s: none below 0, one above"
              .formatted(clip, temporalCoherent, shuffleRank));
    }
  }

  /** The plain sum of the authors' code. */
  public static DualVarWeights nominal() {
    return new DualVarWeights(1, 1, 1);
  }

  /**
   * What the published SimCLR runs on eight devices amounted to: of the contrast of clips, taken
   * over the gathered batch, each device passed back only its own part, and then gradients were
   * averaged. The temporal-coherent contrast kept most of its gradient and counts whole here.
   */
  public static DualVarWeights asRun8Gpu() {
    return new DualVarWeights(EIGHT_DEVICES, 1, 1);
  }
}
