package seco.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;

final class RunRecordsTest {
  private static final RunRecords RECORDS =
      new RunRecords(
          List.of(
              new RunRecord("inter", 1, new Score("top1", 0.1 + 0.2, card("d1", 48, "i1"))),
              new RunRecord("inter", 2, new Score("top1", 0.5, card("d2", 48, "i2"))),
              new RunRecord("random", 1, new Score("top1", 0.125, card("d1", 48, "r1"))),
              new RunRecord("random", 1, "hueR2", -1e-7)));

  @TempDir private Path folder;

  private static Card card(String test, int pixels, String encoder) {
    return Card.EMPTY.with("test", test).with("pixels", pixels).with("encoder", encoder);
  }

  @Test
  void written_readsBackToTheLastDigit() throws IOException {
    Path file = folder.resolve("records.csv");

    RECORDS.write(file);

    assertEquals(RECORDS, RunRecords.read(file));
    List<String> lines = Files.readAllLines(file);
    assertEquals("variant,seed,metric,value,card", lines.get(0));
    assertEquals("random,1,hueR2,-1.0E-7,", lines.get(4), "no card");
  }

  @Test
  void olderTable_withoutCards_isRead_andNotComparedWithNewerNumbers() throws IOException {
    Path file = folder.resolve("records.csv");
    Files.writeString(file, "variant,seed,metric,value\nold,1,top1,0.5\n");
    RunRecords old = RunRecords.read(file);
    assertEquals(Card.EMPTY, old.score("old", 1, "top1").orElseThrow().card());
    refused(
        "top1 of two protocols cannot be compared: test 'd1' and not said, pixels '48' and not"
            + " said",
        () -> RECORDS.and(old).differences("inter", "old", "top1"));
  }

  @Test
  void cardsThatAreMissingOrChanged_areRefused() throws IOException {
    Path file = folder.resolve("records.csv");
    RECORDS.write(file);
    Path cards = folder.resolve("records.cards.json");
    String text = Files.readString(cards);
    Files.writeString(cards, text.replace("48", "49"));
    assertTrue(refusal(file).contains("has been changed"));
    Files.writeString(cards, "{}");
    assertTrue(refusal(file).contains("records.csv, line 2: no card '"));
    Files.delete(cards);
    assertTrue(refusal(file).contains("records.cards.json: missing"));
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(InputException.class, () -> RunRecords.read(file)).getMessage());
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable work) {
    assertEquals(message, assertThrows(InputException.class, work).getMessage());
  }

  @Test
  void differences_pairSeeds_andRefuseOtherDataOrProtocols() {
    RunRecords both =
        RECORDS.and(
            new RunRecords(
                List.of(
                    new RunRecord("random", 2, new Score("top1", 0.25, card("d2", 48, "r2"))),
                    new RunRecord("large", 1, new Score("top1", 0.5, card("d1", 96, "l"))),
                    new RunRecord("large", 2, new Score("top1", 0.5, card("d1", 48, "l"))))));
    assertArrayEquals(
        new double[] {0.3 - 0.125, 0.25}, both.differences("inter", "random", "top1"), 1e-12);
    refused(
        "top1 of two protocols cannot be compared: pixels '96' and '48'",
        () -> both.differences("large", "random", "top1"));
    refused(
        "top1 of inter, seed 2: random has none of that seed",
        () -> RECORDS.differences("inter", "random", "top1"));
    refused(
        "top1 of two protocols cannot be compared: pixels '96' and '48'",
        () -> both.requireOneProtocol("top1"));
    assertEquals(RECORDS, RECORDS.requireOneProtocol("top1"), "seeds have data of their own");
  }

  @Test
  void values_areThoseOfVariantAndMetric_oneASeed() {
    assertArrayEquals(new double[] {0.1 + 0.2, 0.5}, RECORDS.values("inter", "top1"));
    assertArrayEquals(new double[0], RECORDS.values("inter", "hueR2"));
    assertEquals(Optional.of(0.125), RECORDS.value("random", 1, "top1"));
    assertEquals(Optional.empty(), RECORDS.value("random", 2, "top1"));
  }

  @Test
  void only_keepsTheVariantsThatAreNamed() {
    assertEquals(RECORDS.rows().subList(2, 4), RECORDS.only("random", "order").rows());
  }

  @Test
  void variantsAndSeeds_keepTheirOrder() {
    assertEquals(List.of("inter", "random"), RECORDS.variants());
    assertEquals(List.of(1L, 2L), RECORDS.seeds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"inter,1,top1", "inter,one,top1,0.5", "inter,1,top1,half", "inter,1,top1,0.5,6"})
  void wrongLine_isRefused_withFileLineAndValue(String line) throws IOException {
    Path file = folder.resolve("records.csv");
    Files.writeString(file, "variant,seed,metric,value\ninter,1,top1,0.5\n" + line + "\n");

    InputException refusal = assertThrows(InputException.class, () -> RunRecords.read(file));

    assertTrue(String.valueOf(refusal.getMessage()).contains("records.csv, line 3"));
    assertTrue(String.valueOf(refusal.getMessage()).contains(line));
  }

  @Test
  void absentFile_isRefusedByName() {
    InputException refusal =
        assertThrows(InputException.class, () -> RunRecords.read(folder.resolve("none.csv")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("none.csv"));
  }
}
