package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.display.Animation;
import seco.display.FilmStrip;
import seco.display.Palette;
import seco.display.Picture;
import seco.experiment.FrozenNetwork;
import seco.experiment.TrackingData;
import seco.pretrain.PretrainConfig;
import seco.run.Progress;
import seco.run.Scale;
import seco.run.Settings;
import seco.track.Box;
import seco.track.Sequence;
import seco.track.SiamFc;
import seco.track.Sight;
import seco.track.TrackConfig;
import seco.track.TrackRun;

class TrackedSequenceTest {
  @TempDir private Path folder;

  @Test
  void tracked_isShownInTime_withBothBoxesAndWhatWasSeen() throws IOException {
    Sequence sequence =
        TrackingData.lab(folder, Scale.SMOKE, Progress.SILENT).test().get(0); // ten frames
    try (NDManager manager = NDManager.newBaseManager()) {
      FrozenNetwork network = FrozenNetwork.random(PretrainConfig.smoke(), manager);
      TrackConfig config =
          Settings.with(
              TrackConfig.of("ours", "smoke", network.encoder().trunk(), TrackConfig.RANDOM, 1),
              Map.of("head.responseFactor", 1e-3));
      try (TrackRun run = TrackRun.untrained(config, network.encoder().arrays());
          SiamFc tracker = run.tracker()) {
        TrackedSequence tracked = TrackedSequence.of(sequence, tracker);

        assertEquals(10, tracked.boxes().size());
        assertEquals(9, tracked.sights().size());
        assertEquals(1, tracked.overlaps()[0], 1e-12);
        Sight sight = tracked.sights().get(0);
        assertEquals(255, sight.search().width());
        assertEquals(17, sight.response().length);
        assertTrue(Arrays.stream(sight.response()[0]).distinct().count() > 1, "they differ");
        assertEquals(16, sight.exemplarMap().length);
        assertEquals(32, sight.searchMap().length);

        Animation animation = tracked.animation(96, 3, 100);
        assertEquals(4, animation.pictures().size());
        assertBoxes(tracked, animation.pictures().get(1), 3);
        FilmStrip strip = new FilmStrip(96);
        tracked.addTo(strip, 4);
        assertEquals("film strip of 1 rows, 4 pictures", strip.toString());
        assertEquals(
            "film strip of 2 rows, 4 pictures", // not the first frame, nor one too many
            tracked.responses(96, run.config().siamFc(), 1, 2, 10, 11).toString());
        assertEquals(
            "figure: a map of 16 x 16 in one of 32 x 32 gives 17 x 17 responses",
            tracked.figure(10, 256).toString());
        Picture nothing = TrackedSequence.responseToNothing("it", sequence, tracker, 34);
        assertEquals(34, nothing.frame().width());
        assertTrue(nothing.caption().startsWith("it, "), nothing.caption());
        TrackedSequence lost =
            new TrackedSequence(
                sequence,
                List.of(tracked.boxes().get(0), new Box(900, 900, 5, 5), tracked.boxes().get(2)),
                List.of());
        assertEquals(2, lost.firstBelow(0.1));
        assertEquals(3, lost.firstBelow(-1));
      }
    }
  }

  /** The truth below, the tracker's box above, both counted from 0. */
  private static void assertBoxes(TrackedSequence tracked, Picture picture, int frame) {
    Box truth = tracked.sequence().truth().get(frame);
    Box box = tracked.boxes().get(frame);
    assertEquals(
        List.of(
            new Picture.Box(
                truth.x() - 1, truth.y() - 1, truth.width(), truth.height(), Palette.GREEN),
            new Picture.Box(
                box.x() - 1, box.y() - 1, box.width(), box.height(), Palette.VERMILLION)),
        picture.boxes());
    assertTrue(picture.caption().startsWith("4: "), picture.caption());
  }

  @Test
  void frames_areEvenlySpaced_endsIncluded() {
    assertArrayEquals(new int[] {2, 5, 8}, TrackedSequence.frames(2, 8, 3));
    assertArrayEquals(new int[] {4}, TrackedSequence.frames(4, 9, 1));
  }

  @Test
  void worst_comeFirst() {
    List<String> names = List.of("a", "b", "c");
    assertEquals(List.of("b", "c"), TrackedSequence.worst(names, new double[] {0.9, 0.1, 0.5}, 2));
    assertThrows(IllegalArgumentException.class, () -> TrackedSequence.named(List.of(), "nothing"));
  }
}
