package seco.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import seco.run.Seeds;
import seco.video.Pictures;

class SceneTest {
  private static final LabConfig CONFIG = LabConfig.standard().with("pixels", 64);
  private static final Set<SceneKind> TWO_COLOURS =
      Set.of(SceneKind.CHECKER, SceneKind.TILES, SceneKind.BRICKS, SceneKind.VERTICAL_WAVES);

  @Test
  void colours_areTheSameWhateverTheKind() {
    for (long seed = 1; seed <= 5; seed++) {
      Set<List<Integer>> extremes = new HashSet<>();
      for (SceneKind kind : TWO_COLOURS) {
        extremes.add(extremes(texture(kind, seed)));
      }
      assertEquals(1, extremes.size(), "darkest and lightest of each channel, seed " + seed);
    }
  }

  /** A texture's pixels, as a camera sees them that stands over its middle. */
  private static byte[] texture(SceneKind kind, long seed) {
    try (Scene scene =
            new Scene(
                kind,
                CONFIG,
                new Seeds(seed).stream("background"),
                new Seeds(seed).stream("texture"));
        Mat view = scene.view(Scene.FRAMES_WIDE * CONFIG.pixels(), 96, 96, 1)) {
      return Pictures.toFrame(view).rgb();
    }
  }

  private static List<Integer> extremes(byte[] rgb) {
    List<Integer> extremes = new ArrayList<>();
    for (int channel = 0; channel < 3; channel++) {
      int least = 255;
      int most = 0;
      for (int i = channel; i < rgb.length; i += 3) {
        least = Math.min(least, rgb[i] & 0xFF);
        most = Math.max(most, rgb[i] & 0xFF);
      }
      extremes.add(least);
      extremes.add(most);
    }
    return extremes;
  }
}
