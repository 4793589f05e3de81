package seco.experiment.table;

/** How a number of a paper's row can be had again. */
public enum Means {
  /** Trained and judged by {@code seco experiment tableN}. */
  TRAINED,
  /** Weights that others have trained are judged: {@code --weights ROW=FILE}. */
  GIVEN,
  /** The paper itself only cites it. */
  CITED;

  /** Whether there is a command for it. */
  public boolean isMadeHere() {
    return this == TRAINED || this == GIVEN;
  }
}
