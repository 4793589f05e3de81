package seco.notebook;

import java.util.List;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Line;
import seco.display.Points;
import seco.run.Seeds;
import seco.sample.FrameIndices;
import seco.sample.SequenceSampler;

/** Pictures of which frames a sampler chooses. */
public final class SamplingCharts {
  private SamplingCharts() {}

  /**
   * Several draws below each other, each a row of three points over the frames of a video.
   *
   * @param frames of the video
   * @param draws how many
   */
  public static XYChart draws(
      String title, SequenceSampler sampler, int frames, int draws, Seeds seeds) {
    double[] number = new double[draws];
    double[][] chosen = new double[3][draws];
    for (int i = 0; i < draws; i++) {
      FrameIndices indices = sampler.sample(frames, seeds.stream("draw", i));
      number[i] = i + 1;
      chosen[0][i] = indices.query();
      chosen[1][i] = indices.earlier();
      chosen[2][i] = indices.later();
    }
    List<Points> groups =
        List.of(
            new Points("query", chosen[0], number),
            new Points("earlier", chosen[1], number),
            new Points("later", chosen[2], number));
    XYChart chart = Charts.scatter(title, "frame of the video", "draw", groups);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax((double) frames);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(draws + 1.0);
    return chart;
  }

  /**
   * How far from the anchor the nearer of the two others is: the share of draws over the distance
   * in frames.
   *
   * @param frames of the video
   * @param draws how many are counted
   */
  public static Line gaps(
      String name, SequenceSampler sampler, int frames, int draws, Seeds seeds) {
    double[] distance = new double[frames - 1];
    double[] share = new double[frames - 1];
    for (int i = 0; i < distance.length; i++) {
      distance[i] = i + 1;
    }
    for (int i = 0; i < draws; i++) {
      FrameIndices chosen = sampler.sample(frames, seeds.stream("draw", i));
      int earlier = Math.abs(chosen.query() - chosen.earlier());
      int later = Math.abs(chosen.query() - chosen.later());
      share[Math.min(earlier, later) - 1] += 1.0 / draws;
    }
    return Line.of(name, distance, share);
  }
}
