package seco.video;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real videos beside the project; tests that need them are skipped where they are absent. Their
 * folder is the system property {@code seco.realData}.
 */
public final class RealData {
  private RealData() {}

  /** A file or folder of the real data; the calling test is skipped where it is absent. */
  public static Path require(String path) {
    Path root = Path.of(System.getProperty("seco.realData", "../../shared/data"));
    Path wanted = root.resolve(path);
    Assumptions.assumeTrue(
        Files.exists(wanted),
        () -> "no real data at " + wanted.toAbsolutePath().normalize() + " (-Dseco.realData=DIR)");
    return wanted;
  }
}
