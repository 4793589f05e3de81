package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataUnpackCommandTest {
  @TempDir Path folder;

  private Path zip(String name, String... files) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String path : files) {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(path.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  private Path to() {
    return folder.resolve("new/videos");
  }

  @Test
  void archives_areUnpackedAndCounted() throws IOException {
    Path one = zip("one.tar.gz", "a/1.avi", "a/2.avi");
    Path two = zip("two.rar", "b/3.avi", "b/readme.txt");

    Outcome outcome =
        Outcome.of("data", "unpack", one, two, "--to", to(), "--only", "*.avi", "--json");

    assertEquals(0, outcome.code(), outcome.err());
    JsonObject json = outcome.json();
    assertEquals(to().toString(), json.get("to").getAsString());
    assertEquals(3, json.get("files").getAsInt());
    assertEquals(3, json.get("written").getAsInt());
    assertEquals(21, json.get("bytes").getAsLong());
    JsonObject second = json.getAsJsonArray("archives").get(1).getAsJsonObject();
    assertEquals(two.toString(), second.get("archive").getAsString());
    assertEquals("zip", second.get("kind").getAsString());
    assertEquals(1, second.get("leftOut").getAsInt());
    assertEquals("b/3.avi", Files.readString(to().resolve("b/3.avi")));

    Outcome again = Outcome.of("data", "unpack", one, two, "--to", to(), "--only", "*.avi");
    assertEquals(
        to() + ": 3 files, 21 bytes, 3 of them there already", again.out().strip(), again.err());
  }

  @Test
  void oneBadArchive_doesNotKeepTheOthers() throws IOException {
    Path page = Files.writeString(folder.resolve("page.zip"), "<html><title>Gone</title></html>");
    Path good = zip("good.zip", "a.avi");

    Outcome outcome = Outcome.of("data", "unpack", page, good, "--to", to());

    assertEquals(2, outcome.code());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains("1 of 2 archives refused: " + page), outcome.err());
    assertTrue(outcome.err().contains("an HTML page titled 'Gone'"), outcome.err());
    assertTrue(Files.exists(to().resolve("a.avi")));
  }

  @Test
  void inner_archivesAreUnpacked_withNested() throws IOException {
    Path inner = zip("inner.zip", "x.avi");
    Path outer = folder.resolve("outer.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(outer))) {
      zip.putNextEntry(new ZipEntry("inner.zip"));
      zip.write(Files.readAllBytes(inner));
      zip.closeEntry();
    }
    Outcome outcome = Outcome.of("data", "unpack", outer, "--nested", "--to", to(), "--json");
    assertEquals(0, outcome.code(), outcome.err());
    JsonObject entry = outcome.json().getAsJsonArray("archives").get(0).getAsJsonObject();
    assertEquals(1, entry.get("inner").getAsInt());
    assertTrue(Files.exists(to().resolve("inner/x.avi")));
  }

  @ParameterizedTest
  @CsvSource({
    "--limit, -1, --limit -1.0",
    "--limit, NaN, --limit NaN",
    "--only, '[a', '--only: ''[a'': not a pattern'",
  })
  void wrongOption_isRefused(String option, String value, String said) throws IOException {
    Outcome outcome =
        Outcome.of("data", "unpack", zip("a.zip", "a"), "--to", to(), option + "=" + value);
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains(said), outcome.err());
    assertFalse(Files.exists(folder.resolve("new")), "a refused command makes nothing");
  }

  @Test
  void limit_isInGb() throws IOException {
    Path zip = zip("a.zip", "a".repeat(200));
    Outcome outcome = Outcome.of("data", "unpack", zip, "--to", to(), "--limit", "0.0000001");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("more than the limit of"), outcome.err());
    assertEquals(0, Outcome.of("data", "unpack", zip, "--to", to(), "--limit", "1").code());
  }
}
