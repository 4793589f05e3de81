package seco.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Progress;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.TestVideos;
import seco.video.VideoList;

/** Stores of real videos that do not serve a network that sees clips. */
final class ClipStoresTest {
  @TempDir private Path folder = Path.of("");

  /** A store of four videos of six frames. */
  private void store(String place, int kept) throws IOException {
    Path videos = folder.resolve("videos");
    VideoList list = VideoList.read(TestVideos.list(videos, 4, 6, 2));
    new FrameStoreWriter(list, videos, new FrameStoreConfig(kept, 48, 95), false)
        .write(folder.resolve(place), 1, Progress.SILENT);
  }

  private TableExperiment experiment(PaperTable table, Map<String, Path> weights) {
    TableSettings settings =
        new TableSettings(
            table, "smoke", folder, folder, folder, StartWeights.RANDOM, weights, null);
    return new TableExperiment(settings, new Silent());
  }

  private record Silent() implements TableListener {
    @Override
    public Progress progress(String what, long done) {
      return Progress.SILENT;
    }

    @Override
    public boolean stopRequested() {
      return false;
    }
  }

  private static PaperCell cell(PaperTable table, String row, String column) {
    return table.cell(row, column).orElseThrow();
  }

  @Test
  void storesOfAFewFrames_standInTheWayOfClips_andNotOfFrames() throws IOException {
    store("kinetics400/frames/train", 3);
    store("kinetics400/frames/val", 3);
    TableExperiment table2 = experiment(PaperTable.TABLE2, Map.of());
    Optional<String> why = table2.obstacle(cell(PaperTable.TABLE2, "3drotnet", "kinetics"));
    assertTrue(why.orElseThrow().contains("keeps 3 of the 6 frames"), why.toString());
    assertTrue(why.orElseThrow().contains("train"), why.toString());
    assertEquals(Optional.empty(), table2.obstacle(cell(PaperTable.TABLE2, "seco", "kinetics")));
  }

  @Test
  void storesOfTheCell_areLookedInto_whereThePretrainingIsGiven() throws IOException {
    store("ucf101/frames/train1", 0);
    store("ucf101/frames/test1", 3);
    Map<String, Path> given = Map.of("cliporder", folder.resolve("run"));
    PaperCell order = cell(PaperTable.TABLE3, "cliporder", "ucf101");
    Optional<String> frames = experiment(PaperTable.TABLE3, given).obstacle(order);
    assertTrue(frames.orElseThrow().contains("test1"), frames.toString());
  }

  @Test
  void storesWhoseListsSayNoSplit_areRefusedBeforeAnythingIsTrained() throws IOException {
    for (String part : List.of("train1", "test1")) {
      store("hmdb51/frames/" + part, 0);
    }
    store("ucf101/frames/train1", 0);
    PaperCell order = cell(PaperTable.TABLE3, "cliporder", "hmdb51");
    Optional<String> split = experiment(PaperTable.TABLE3, Map.of()).obstacle(order);
    assertTrue(
        split.orElseThrow().contains("no known split, the cell of split 1"), split.toString());
  }
}
