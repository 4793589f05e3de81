package seco.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import seco.experiment.LabAblation;
import seco.experiment.Row;
import seco.tensor.Gradients;

/**
 * Does a piece of an ablation: the data of a seed, or the training and judging of a row in its own
 * run directory. A second attempt goes on from the run's newest checkpoint.
 */
record GridWork(GridPlan plan) implements Work<GridWork.Piece, GridWork.Piece> {
  /** Gradients are recorded for one training of a process at a time. */
  private static final ReentrantLock TRAINING = new ReentrantLock();

  /**
   * @param row null for the data
   */
  record Piece(long seed, @Nullable Row row) implements Serializable {
    String name() {
      return (row == null ? "data" : row.label()) + "-" + seed;
    }
  }

  /** The folder of the attempts' locks. */
  static Path attempts(GridPlan plan) {
    return plan.runs().resolve(".attempts");
  }

  @Override
  public Piece on(Piece piece) throws IOException, InterruptedException {
    TRAINING.lockInterruptibly();
    try (SoleAttempt alone = SoleAttempt.take(attempts(plan).resolve(piece.name()))) {
      Gradients.off();
      if (piece.row == null) {
        plan.ablation().prepare(piece.seed, LabAblation.Listener.SILENT);
      } else {
        var unused = plan.ablation().run(piece.row, piece.seed, LabAblation.Listener.SILENT);
      }
      return piece;
    } finally {
      TRAINING.unlock();
    }
  }
}
