package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import seco.run.Progress;
import seco.video.Doctor;
import seco.video.DoctorConfig;
import seco.video.DoctorReport;
import seco.video.TestVideos;
import tech.tablesaw.api.Table;

final class DoctorTablesTest {
  @TempDir Path folder;

  private DoctorReport report() throws IOException {
    TestVideos.write(folder.resolve("set/clap/a.mp4"), 24, 64, 48);
    TestVideos.write(folder.resolve("set/clap/b.mp4"), 48, 64, 48);
    TestVideos.write(folder.resolve("set/wave/a.mp4"), 12, 64, 48);
    Files.createFile(folder.resolve("set/wave/b.mp4"));
    return new Doctor(folder.resolve("set"), null, DoctorConfig.standard())
        .examine(2, Progress.SILENT);
  }

  @Test
  void byClass_hasARowForEachClassAndOneForAll_withoutEmptyColumns() throws IOException {
    Table table = DoctorTables.byClass(report());

    assertEquals("set: shorter edge usually 48 pixels, rate usually 24 frames/s", table.name());
    assertEquals(
        List.of("class", "present", "ok", "corrupt", "under 16", "frames", "minutes"),
        table.columnNames());
    assertEquals(List.of("clap", "wave", "all"), table.stringColumn("class").asList());
    assertEquals(List.of(2L, 2L, 4L), table.longColumn("present").asList());
    assertEquals(List.of(2L, 1L, 3L), table.longColumn("ok").asList());
    assertEquals(List.of(0L, 1L, 1L), table.longColumn("corrupt").asList());
    assertEquals(List.of(0L, 1L, 1L), table.longColumn("under 16").asList());
    assertEquals(List.of(72L, 12L, 84L), table.longColumn("frames").asList());
  }

  @Test
  void flagged_namesFileAndReason() throws IOException {
    Table table = DoctorTables.flagged(report());

    assertEquals(1, table.rowCount());
    assertEquals("wave/b.mp4", table.stringColumn("file").get(0));
    assertEquals("empty", table.stringColumn("verdict").get(0));
    assertEquals("the file is empty", table.stringColumn("detail").get(0));
  }

  @Test
  void lengths_riseToAHundredPerCent() throws IOException {
    XYChart chart = DoctorTables.lengths(report(), 1);

    assertEquals(List.of("clap"), List.copyOf(chart.getSeriesMap().keySet()));
    assertArrayEquals(new double[] {0, 1, 2}, chart.getSeriesMap().get("clap").getXData(), 1e-9);
    assertArrayEquals(new double[] {0, 50, 100}, chart.getSeriesMap().get("clap").getYData(), 1e-9);
  }
}
