package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class TrainingRecordTest {
  private static final String OLD =
      "step,rate,total,inter,interTop1,intra,intraTop1,order,orderTop1,gradientNorm\n";

  @TempDir Path folder;

  @Test
  void read_runOfBefore_hasItsNumbersAndNoHealth() throws IOException {
    write(OLD + "0,0,9,4,0,3,0,2,0,1\n1,0.5,6,3,0,,,1,0.75,8\n");
    TrainingRecord record = TrainingRecord.read(folder);
    assertEquals(PretrainConfig.smoke(), record.config());
    assertEquals(
        new Step(1, 0.5, 6, 3, 0, Double.NaN, Double.NaN, 1, 0.75, 8, Health.UNKNOWN),
        record.steps().get(1));
    assertEquals(3.5, record.seconds());
    assertEquals(0.25, record.timings().get(1).waitSeconds());
    assertTrue(Double.isNaN(record.timings().get(1).waitShare()));
    assertEquals(7.5, record.recent(2, Step::total));
  }

  @Test
  void read_timingsThatBeginLater_countForTheOthersToo() throws IOException {
    write(OLD + "0,0,9,4,0,3,0,2,0,1\n".repeat(4));
    Path timing = folder.resolve("timing.csv");
    Files.writeString(timing, "step,seconds,waitSeconds\n2,1.5,0\n3,2.5,0\n");
    TrainingRecord record = TrainingRecord.read(folder);
    assertEquals(8, record.seconds());
    assertEquals(2, record.timings().get(0).step());
    Files.delete(timing);
    assertEquals(0, TrainingRecord.read(folder).timings().size());
  }

  @Test
  void read_damagedRow_isRefusedWithFileAndLine() throws IOException {
    write(OLD + "0,0,9,4,0,3,0,2,0,1\n1,0.5,6\n");
    InputException e = assertThrows(InputException.class, () -> TrainingRecord.read(folder));
    assertEquals(
        folder.resolve("metrics.csv") + ", line 3: '1,0.5,6' is no row of numbers", e.getMessage());
  }

  private void write(String metrics) throws IOException {
    Files.writeString(folder.resolve("config.json"), PretrainConfig.smoke().toJson());
    Files.writeString(folder.resolve("metrics.csv"), metrics);
    Files.writeString(
        folder.resolve("timing.csv"), "step,seconds,waitSeconds\n0,1.5,0\n1,2,0.25\n");
  }
}
