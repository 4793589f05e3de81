package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class WorkspaceTest {
  @Test
  void project_fromAFolderWithin_isFoundAbove(@TempDir Path root) throws IOException {
    Files.createFile(root.resolve("pom.xml"));
    Path deep = Files.createDirectories(root.resolve("seco-lib/src/main"));
    assertEquals(root, Workspace.project(deep, "SECO_DATA"));
    assertEquals(root, Workspace.project(root, "SECO_DATA"));
  }

  @Test
  void project_elsewhere_isRefusedNamingTheVariable(@TempDir Path root) {
    InputException e =
        assertThrows(InputException.class, () -> Workspace.project(root, "SECO_DATA"));
    assertTrue(e.getMessage().contains("SECO_DATA"), e.getMessage());
  }
}
