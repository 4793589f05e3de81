package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;

class MemberNameTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "..",
          ".",
          "",
          "/",
          "//",
          "\\",
          "C:",
          "b:c",
          "\0",
          "\n",
          " ",
          "...",
          "-x",
          "~",
          "%2e%2e",
          "\u00e4",
          "\u202e",
          "#&;()!",
          "..\u200b",
          "\u2024\u2024",
          "\uff0e\uff0e");

  @Test
  void namesOfEveryMakeUp_areRefusedOrStayWithinTheFolder() {
    Random random = new Random(3);
    Destination to = new Destination(Path.of("/data/videos"));
    int accepted = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
        name.append(PIECES.get(random.nextInt(PIECES.size())));
        name.append(random.nextInt(3) == 0 ? "/" : "");
      }
      if (MemberName.obstacle(name.toString()) == null) {
        accepted++;
        Path path = place(to, MemberName.path(name.toString()));
        assertTrue(path.startsWith(to.root()), name + " becomes " + path);
        assertEquals(path, path.normalize(), name.toString());
      }
    }
    assertTrue(accepted > 10_000, "only " + accepted + " accepted");
  }

  private static Path place(Destination to, String path) {
    try {
      return to.root().resolve(to.relative(path));
    } catch (InputException e) { // the system cannot store the name
      assertTrue(String.valueOf(e.getMessage()).contains("cannot store"), e.getMessage());
      return to.root();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.avi",
        "./a/b.avi",
        "a//b",
        "-0kYhdFp1BE.mp4",
        "#437_(!)&;.avi",
        "..a",
        "a..",
        "a/...",
        "~root",
        "\u00e4",
        " ",
        "%2e%2e/x"
      })
  void harmlessNames_areAccepted(String name) {
    assertNull(MemberName.obstacle(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/..", "a/../b", "/a", "\\a", "a\\..\\b", "C:a", "a\0"})
  void harmfulNames_areRefused(String name) {
    assertNotNull(MemberName.obstacle(name));
  }

  @Test
  void path_leavesOutWhatMeansNothing() {
    assertEquals("a/b/c.avi", MemberName.path("./a//b/./c.avi"));
    assertEquals("", MemberName.path("./"));
  }
}
