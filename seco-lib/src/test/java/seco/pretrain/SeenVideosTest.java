package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class SeenVideosTest {
  @TempDir Path run;

  @Test
  void runWithAStart_hasSeenBoth() throws IOException {
    Files.writeString(
        run.resolve("start.json"),
        "{\"name\": \"s\", \"seen\": {\"parts\": [\"Kinetics-400, train\"], \"videos\": [\"k\"]}}");
    Files.writeString(
        run.resolve("provenance.json"), "{\"list\": \"0123456789abcdef\", \"videos\": \"v\"}");
    SeenVideos seen = SeenVideos.of(run);
    assertEquals(List.of("Kinetics-400, train", "list 0123456789ab"), seen.parts());
    assertEquals(List.of("k", "v"), seen.videos());
  }

  @Test
  void whatWasNotNoted_isSaidToBeUnknown() throws IOException {
    Files.writeString(run.resolve("start.json"), "{\"name\": \"s\"}");
    assertEquals(List.of("not recorded", "not recorded"), SeenVideos.of(run).parts());
    assertEquals(List.of(), SeenVideos.of(run).videos());
  }

  @Test
  void damagedNotes_areRefused() throws IOException {
    Files.writeString(run.resolve("provenance.json"), "[1");
    assertThrows(InputException.class, () -> SeenVideos.of(run));
  }
}
