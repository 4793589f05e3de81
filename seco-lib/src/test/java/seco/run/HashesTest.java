package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void sha256_ofAbc_isTheStandardsExample() throws IOException {
    assertEquals(ABC, Hashes.ofText("abc"));
    assertEquals(ABC, Hashes.ofFile(Files.writeString(folder.resolve("abc"), "abc")));
  }
}
