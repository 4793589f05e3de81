package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.lab.LabSplit;
import seco.lab.LabTruth;
import seco.run.Progress;
import seco.run.Scale;

class LabDataTest {
  @TempDir Path root;

  @Test
  void open_twice_makesOnceAndTellsProgressToTheEnd() throws IOException {
    List<Long> told = new ArrayList<>();
    Path manifest;
    FileTime made;
    String content;
    try (LabData lab = open(0.5, (done, total) -> told.add(100 * done / total))) {
      assertEquals(20, lab.train().size());
      assertEquals(20, lab.test().size());
      assertEquals(20, lab.stills().size());
      assertEquals(16, lab.train().video(0).frames());
      assertEquals(1, lab.stills().video(0).frames());
      content = lab.train().contentSha256();
      requireSameVideos(lab);
      manifest = lab.videos().resolve("truth.csv");
      made = Files.getLastModifiedTime(manifest);
    }
    assertEquals(100, told.get(told.size() - 1));
    assertEquals(told.stream().sorted().toList(), told);
    try (LabData again = open(0.5, Progress.SILENT)) {
      assertEquals(content, again.train().contentSha256());
      assertEquals(made, Files.getLastModifiedTime(manifest));
    }
  }

  private static void requireSameVideos(LabData lab) {
    List<LabTruth.Video> truth = lab.truth().videos(LabSplit.TRAIN);
    for (int video = 0; video < lab.train().size(); video++) {
      assertEquals(lab.train().video(video).path(), truth.get(video).path());
      assertEquals(lab.train().video(video).label(), truth.get(video).label());
      assertEquals(lab.train().video(video).frames(), truth.get(video).frames().size());
    }
  }

  @Test
  void dataset_otherKnobs_haveOtherFolders() {
    assertNotEquals(
        LabData.name(LabData.dataset(Scale.SMOKE, 0.5, 1), Scale.SMOKE),
        LabData.name(LabData.dataset(Scale.SMOKE, 0, 1), Scale.SMOKE));
    assertTrue(
        LabData.name(LabData.dataset(Scale.DESK, 0, 3), Scale.DESK)
            .startsWith("lab-desk-bias0.00-seed3-"));
  }

  @Test
  void open_paperScale_isRefusedAndMakesNothing() throws IOException {
    InputException e =
        assertThrows(
            InputException.class, () -> LabData.open(root, Scale.PAPER, 0.5, 1, Progress.SILENT));
    assertTrue(e.getMessage().startsWith("scale 'paper'"), e.getMessage());
    try (var files = Files.list(root)) {
      assertEquals(0, files.count());
    }
  }

  private LabData open(double sceneBias, Progress progress) throws IOException {
    return LabData.open(root, Scale.SMOKE, sceneBias, 1, progress);
  }
}
