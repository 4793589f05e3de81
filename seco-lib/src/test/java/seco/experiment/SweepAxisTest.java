package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.InputException;
import seco.loss.IntraFrameLoss;
import seco.pretrain.PretrainConfig;
import seco.run.Scale;

final class SweepAxisTest {
  private static final AblationConfig DESK = AblationConfig.of(Scale.DESK);

  @ParameterizedTest
  @EnumSource(SweepAxis.class)
  void rows_ofEveryAxis_holdTheAblationsOwnSettingOnce(SweepAxis axis) {
    for (Scale scale : List.of(Scale.SMOKE, Scale.DESK)) {
      AblationConfig config = AblationConfig.of(scale);
      List<Row> rows = axis.rows(config);

      List<PretrainConfig> trainings = rows.stream().map(row -> config.training(row, 3)).toList();
      assertEquals(rows.size(), trainings.stream().distinct().count());
      assertEquals(1, rows.stream().filter(row -> config.trainedAs(row) == Variant.ORDER).count());
      assertTrue(rows.stream().allMatch(Row::continuesStart));
      assertTrue(trainings.stream().allMatch(t -> t.seed() == 3));
    }
  }

  @Test
  void rows_ofTheTemperature_changeBothContrasts() {
    List<Row> rows = SweepAxis.TEMPERATURE.rows(DESK);

    assertEquals(
        List.of("temperature=0.07", "temperature=0.1", "temperature=0.2", "temperature=0.5"),
        Row.labels(rows));
    PretrainConfig last = DESK.training(rows.get(3), 1);
    assertEquals(0.5, last.contrast().temperature());
    assertEquals(0.5, last.contrast().intraTemperature());
    assertEquals(Variant.ORDER.tasks(), last.tasks());
  }

  @Test
  void rows_ofTheBatch_seeAsManyVideosInAll() {
    for (Row row : SweepAxis.BATCH.rows(DESK)) {
      PretrainConfig config = DESK.training(row, 1);
      int batch = config.optimization().batchSize();
      assertEquals(32 * 1200, batch * config.optimization().length(), row.label());
      assertEquals(3 * batch, config.contrast().memorySize(), row.label());
      assertEquals(0.06 / 32, config.optimization().learningRate() / batch, 1e-12, row.label());
    }
  }

  @Test
  void rows_ofEquation3_areItsReadings() {
    List<Row> rows = SweepAxis.EQUATION3.rows(DESK);

    assertEquals(List.of("equation3=paper", "equation3=code"), Row.labels(rows));
    assertEquals(IntraFrameLoss.Reading.CODE, DESK.training(rows.get(1), 1).contrast().intra());
  }

  @Test
  void names_ofNoRow_areRefused() {
    assertEquals(
        List.of(Variant.INTER, Supplement.INTRA_ALONE), Row.named(List.of("inter", "intra")));
    InputException unknown =
        assertThrows(InputException.class, () -> Row.named(List.of("inter", "vinci")));
    assertTrue(unknown.getMessage().startsWith("row 'vinci': choose of random, start, frames"));
    assertThrows(InputException.class, () -> Row.named(List.of("inter", "inter")));
  }

  @Test
  void sortingTasks_haveARateOfTheirOwn_andNothingElse() {
    PretrainConfig opn = DESK.training(Supplement.OPN, 1);

    assertEquals(0.01, opn.optimization().learningRate());
    assertEquals(
        DESK.training(Supplement.ROTNET, 1),
        opn.with("optimization.learningRate", 0.06).withTasks(Supplement.ROTNET.tasks()));
  }
}
