package seco.notebook;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import seco.display.Palette;
import seco.display.UnitCircle;
import seco.experiment.WorkedCase;

/** Worked cases as circles, one for each video. */
public final class CaseCircles {
  private CaseCircles() {}

  /** The query, its keys and the memory. */
  public static List<UnitCircle> points(WorkedCase worked) {
    List<UnitCircle> circles = new ArrayList<>();
    for (int i = 0; i < worked.size(); i++) {
      UnitCircle circle =
          UnitCircle.titled("video " + (i + 1))
              .points("m", WorkedCase.degrees(worked.memory()), Palette.BLACK)
              .point("k3", angle(worked.later(), i), Palette.SKY)
              .point("k2", angle(worked.earlier(), i), Palette.SKY)
              .point("k1", angle(worked.sameFrame(), i), Palette.BLUE)
              .point("q", angle(worked.query(), i), Palette.VERMILLION);
      circles.add(circle);
    }
    return circles;
  }

  /** The same with an arrow at each query, where a loss pulls it. */
  public static List<UnitCircle> pulls(WorkedCase worked, String title, WorkedCase.Answer answer) {
    List<UnitCircle> circles = points(worked);
    for (int i = 0; i < circles.size(); i++) {
      circles
          .get(i)
          .renamed("%s, video %d: %.2f".formatted(title, i + 1, answer.rows()[i]))
          .arrow(angle(worked.query(), i), answer.pulls()[i], Palette.VERMILLION);
    }
    return circles;
  }

  private static double angle(NDArray vectors, int row) {
    return WorkedCase.degrees(vectors)[row];
  }
}
