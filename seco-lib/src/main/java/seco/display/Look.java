package seco.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The one look of all charts. */
final class Look {
  static final int WIDTH = 720;
  static final int HEIGHT = 400;
  static final BasicStroke SOLID =
      new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final BasicStroke THIN =
      new BasicStroke(0.7f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  static final BasicStroke DASHED =
      new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0);

  private Look() {}

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  static void apply(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(Palette.INK);
    styler.setChartPadding(12);
    styler.setChartTitleFont(font(Font.BOLD, 16));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(10);
    styler.setPlotBorderVisible(false);
    styler.setAntiAlias(true);
    legend(styler);
    axes(styler);
  }

  /** For a chart that is one of many in a picture: smaller letters, the legend below. */
  static void small(AxesChartStyler styler) {
    styler.setChartPadding(8);
    styler.setChartTitleFont(font(Font.BOLD, 13));
    styler.setChartTitlePadding(4);
    styler.setAxisTitleFont(font(Font.PLAIN, 12));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 11));
    styler.setXAxisTickMarkSpacingHint(80);
    styler.setYAxisTickMarkSpacingHint(36);
    styler.setLegendFont(font(Font.PLAIN, 11));
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendPadding(6);
    styler.setLegendSeriesLineLength(16);
  }

  private static void legend(Styler styler) {
    styler.setLegendFont(font(Font.PLAIN, 13));
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendBackgroundColor(Color.WHITE);
    styler.setLegendPadding(8);
    styler.setLegendSeriesLineLength(24);
  }

  private static void axes(AxesChartStyler styler) {
    styler.setAxisTitleFont(font(Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 13));
    styler.setAxisTickLabelsColor(Palette.INK);
    styler.setAxisTickMarksColor(Palette.INK);
    styler.setAxisTickMarkLength(4);
    styler.setPlotTicksMarksVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(Palette.FAINT);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setYAxisDecimalPattern("#,##0.###");
    styler.setXAxisDecimalPattern("#,##0.###");
    styler.setLocale(java.util.Locale.ROOT);
  }
}
