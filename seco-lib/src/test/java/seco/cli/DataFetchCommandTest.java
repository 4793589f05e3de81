package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.data.fetch.FileServer;

@Timeout(300)
final class DataFetchCommandTest {
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);
  private static final String SUM =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private Outcome fetch(Object... words) {
    List<Object> all = new ArrayList<>(List.of("data", "fetch"));
    all.addAll(Arrays.asList(words));
    return Outcome.of(all.toArray());
  }

  @Test
  void file_intoAFolder_hasItsAddressName() throws IOException {
    try (FileServer server = new FileServer()) {
      Object source = server.offer("/x/a b.bin", ABC);
      Outcome outcome = fetch(source, "--to", folder + "/new/", "--sha256", SUM, "--json");
      assertEquals(0, outcome.code(), outcome.err());
      assertEquals(
          folder.resolve("new/a b.bin").toString(), outcome.json().get("file").getAsString());
      assertTrue(outcome.json().get("verified").getAsBoolean());
      assertEquals("abc", Files.readString(folder.resolve("new/a b.bin")));
    }
  }

  @Test
  void dryRun_saysSizeAndMakesNothing() throws IOException {
    try (FileServer server = new FileServer()) {
      Path to = folder.resolve("new/file");
      Outcome outcome = fetch(server.offer("/a", ABC), "--to", to, "--dry-run");
      assertEquals(0, outcome.code(), outcome.err());
      assertTrue(outcome.out().contains(": 3 bytes, to " + to + "; free there: "), outcome.out());
      assertFalse(Files.exists(folder.resolve("new")));
    }
  }

  @Test
  void list_goesOnAtFailures_namesThemAndFails() throws IOException {
    try (FileServer server = new FileServer()) {
      Path list = folder.resolve("list.txt");
      Files.write(
          list,
          List.of(
              server.offer("/part_0", ABC).toString(),
              server.at("/part_1").toString(),
              server.offer("/part_2", ABC).toString(),
              server.offer("/part_3", ABC).toString()));
      Path to = folder.resolve("parts");
      Outcome outcome = fetch("--urls", list, "--first", 3, "--to", to);

      assertEquals(1, outcome.code());
      assertTrue(outcome.err().contains("part_1: HTTP 404"), outcome.err());
      assertTrue(outcome.err().contains("1 of 3 files failed"), outcome.err());
      assertTrue(outcome.err().strip().endsWith(": part_1"), outcome.err());
      assertTrue(Files.exists(to.resolve("part_0")) && Files.exists(to.resolve("part_2")));
      assertFalse(Files.exists(to.resolve("part_3")));

      server.offer("/part_1", ABC);
      Outcome again = fetch("--urls", list, "--to", to, "--json");
      assertEquals(0, again.code(), again.err());
      assertEquals(4, again.json().get("files").getAsInt());
      assertEquals(2, again.json().get("present").getAsInt());
    }
  }

  @Test
  void file_putThereByHand_isVerifiedWithoutAUrl() throws IOException {
    Path file = Files.write(folder.resolve("gated.tar.gz"), ABC);
    Outcome right = fetch("--to", file, "--md5", "900150983cd24fb0d6963f7d28e17f72", "--json");
    assertEquals(0, right.code(), right.err());
    assertTrue(right.json().get("verified").getAsBoolean());
    assertEquals(SUM + "  gated.tar.gz\n", Files.readString(folder.resolve("gated.tar.gz.sha256")));

    Outcome wrong = fetch("--to", file, "--md5", "0".repeat(32));
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("md5 is 900150983cd24fb0d6963f7d28e17f72, expected 000"));
  }

  @ParameterizedTest
  @CsvSource({
    "--to absent, absent: is not there; it has to be put there by hand",
    "--to x --dry-run, no URL is named",
    "--to x --classes A, no URL is named",
    "http://h/a --urls l --to x, name either a URL or a list",
    "ftp://h/a --to x, 'ftp://h/a'",
    "http://h/a --to x --sha256 12, sha256 '12'",
    "http://h/a --to x --first 2, --first 2: belongs to --urls",
    "http://h/a --to x --bytes -1, --bytes -1",
    "http://h/a --to x --members a --classes b, --members: cannot be joined",
    "http://h/a --to x --members a --bytes 3, have sums of their own",
    "http://h/ --to build/, ends in no file name",
  })
  void options_thatDoNotFit_areRefused(String words, String complaint) {
    Outcome outcome = fetch((Object[]) words.split(" "));
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(complaint), outcome.err());
  }
}
