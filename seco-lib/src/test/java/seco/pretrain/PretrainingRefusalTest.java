package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.loss.Task;
import seco.video.FrameStore;

/** What a training does not begin with, and what stops one. */
class PretrainingRefusalTest extends SmokeTraining {
  @Test
  void start_inTheFolderOfARun_isRefused() throws Exception {
    run("one", smoke());
    String before = metrics("one");
    assertThrows(InputException.class, () -> run("one", smoke()));
    assertEquals(before, metrics("one"));
  }

  @Test
  void start_withTooFewVideos_makesNothing() {
    PretrainConfig config =
        smoke().with("contrast.memorySize", 96).with("optimization.batchSize", 17);
    InputException e = assertThrows(InputException.class, () -> run("one", config));
    assertTrue(e.getMessage().contains("16 videos do not fill a batch of 17"), e.getMessage());
    assertTrue(Files.notExists(folder.resolve("one")));
  }

  @Test
  void init_fromAnotherNetwork_isRefusedAndMakesNothing() throws Exception {
    run("moco", smoke().withTasks(Set.of(Task.FRAMES)));
    PretrainConfig wider = smoke().with("encoder.trunk.width", 12);
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                Pretraining.start(wider, store, folder.resolve("seco"), folder.resolve("moco"))
                    .close());
    assertTrue(e.getMessage().contains("width=8"), e.getMessage());
    assertTrue(Files.notExists(folder.resolve("seco")));
    assertThrows(
        InputException.class,
        () ->
            Pretraining.start(smoke(), store, folder.resolve("seco"), folder.resolve("none"))
                .close());
    assertTrue(Files.notExists(folder.resolve("seco")));
  }

  @Test
  void damagedFrame_stopsTheRunAndNamesTheVideo() throws Exception {
    Path copy = folder.resolve("copy");
    Files.createDirectory(copy);
    try (Stream<Path> files = Files.list(store.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path shard = copy.resolve("shard-00000.jpgs");
    Files.write(shard, new byte[(int) Files.size(shard)]);
    try (FrameStore damaged = FrameStore.open(copy);
        Pretraining training = Pretraining.start(smoke(), damaged, folder.resolve("run"), null)) {
      InputException e = assertThrows(InputException.class, training::next);
      assertTrue(e.getMessage().matches(".*frame \\d+ of videos/.*mp4.*"), e.getMessage());
    }
  }
}
