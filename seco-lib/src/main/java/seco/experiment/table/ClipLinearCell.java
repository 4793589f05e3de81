package seco.experiment.table;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.Paper;
import seco.probe.FeaturePair;
import seco.run.Score;

/**
 * A cell of frozen features of clips: of each video the mean feature of ten clips, and a linear
 * SVM, as {@link LinearCell} has them of frames.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 2)
record ClipLinearCell(ClipCell cell, TableData.Parts videos) implements CellWork {
  /** The accuracy. */
  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    FeaturePair pair = cell.features(videos);
    Score[] top1 = new Score[1];
    cell.network().stages().timed(svmStage(), () -> top1[0] = LinearCell.judge(pair));
    return List.of(top1[0]);
  }

  private String svmStage() {
    return LinearCell.SVM + "/" + cell.label();
  }

  @Override
  public Map<String, Double> hours() throws IOException {
    Map<String, Double> hours = new LinkedHashMap<>();
    for (String stage : List.of(cell.featureStage(), svmStage())) {
      hours.put(stage, cell.network().stages().hours(stage));
    }
    return hours;
  }
}
