package seco.lab;

import seco.InputException;
import seco.run.Settings;

/**
 * The knobs of the video lab. Lengths are shares of the frame's edge, so that they mean the same at
 * every size.
 *
 * @param pixels edge of the square frames
 * @param frames of a video; an untrimmed video has several times as many
 * @param sceneBias share of videos whose scene belongs to their action; the others' scene is drawn
 *     uniformly. At 0 the scene tells nothing. Another share changes the kind of the scene and
 *     nothing else: figure, camera, light, cuts and colours stay
 * @param maximumCuts to another instance of the same kind of scene within a video
 * @param clothesDrift how far the clothes' hue drifts within a video, as a share of half the circle
 * @param backgroundContrast of the scene's texture
 * @param backgroundSaturation of its colours
 * @param colourPull how far colours are pulled towards fixed ones
 * @param positionSpread standard deviation of the figure's place
 * @param positionDrift of the figure within a video
 * @param minimumSize of the figure, as a share of the frame's height
 * @param maximumSize of the figure
 * @param limbWidth factor on the width of limbs
 * @param excursion of the pose around the action's mean pose: 1 as drawn, less is subtler
 * @param styleDegrees standard deviation of a joint's constant offset in a video
 * @param jitterDegrees standard deviation of a joint's smooth tremble
 * @param maximumStart when the action begins, as a share of the video
 * @param minimumDuration of the action, as a share of the video
 * @param warp largest change of pace: progress is raised to a power within 1 +- warp
 * @param pan how far the camera pans over the scene
 * @param sceneMotion how far the scene moves by itself
 * @param zoom largest relative change of the scene's scale within a video
 * @param shake standard deviation of the camera's shake
 * @param light largest relative drift of the brightness
 * @param noise standard deviation of each pixel's noise in grey levels
 * @param maximumDistractors small things that move through the picture
 * @param mirrorProbability how often left and right change places
 */
public record LabConfig(
    int pixels,
    int frames,
    double sceneBias,
    int maximumCuts,
    double clothesDrift,
    double backgroundContrast,
    double backgroundSaturation,
    double colourPull,
    double positionSpread,
    double positionDrift,
    double minimumSize,
    double maximumSize,
    double limbWidth,
    double excursion,
    double styleDegrees,
    double jitterDegrees,
    double maximumStart,
    double minimumDuration,
    double warp,
    double pan,
    double sceneMotion,
    double zoom,
    double shake,
    double light,
    double noise,
    int maximumDistractors,
    double mirrorProbability) {
  public LabConfig {
    if (pixels < 32 || pixels > 1024 || pixels % 2 != 0) {
      throw new InputException("lab frames of " + pixels + " pixels: must be even, in 32..1024");
    }
    if (frames < 4 || frames > 10_000) {
      throw new InputException("lab videos of " + frames + " frames: must lie in 4..10000");
    }
    if (!(sceneBias >= 0 && sceneBias <= 1)) {
      throw new InputException("scene bias " + sceneBias + ": must lie in 0..1");
    }
    if (!(minimumSize > 0.1 && minimumSize <= maximumSize && maximumSize <= 1)) {
      throw new InputException(
          "figures of " + minimumSize + ".." + maximumSize + " of the frame: out of range");
    }
    require("maximumCuts", maximumCuts, 0, 16);
    require("clothesDrift", clothesDrift, 0, 1);
    require("backgroundContrast", backgroundContrast, 0, 1);
    require("backgroundSaturation", backgroundSaturation, 0, 1);
    require("colourPull", colourPull, 0, 1);
    require("positionSpread", positionSpread, 0, 0.5);
    require("positionDrift", positionDrift, 0, 0.5);
    require("limbWidth", limbWidth, 0.1, 4);
    require("excursion", excursion, 0, 2);
    require("styleDegrees", styleDegrees, 0, 90);
    require("jitterDegrees", jitterDegrees, 0, 90);
    require("maximumStart", maximumStart, 0, 0.9);
    require("minimumDuration", minimumDuration, 0.05, 1);
    require("warp", warp, 0, 4);
    require("pan", pan, 0, 10);
    require("sceneMotion", sceneMotion, 0, 10);
    require("zoom", zoom, 0, 0.9);
    require("shake", shake, 0, 1);
    require("light", light, 0, 1);
    require("noise", noise, 0, 128);
    require("maximumDistractors", maximumDistractors, 0, 100);
    require("mirrorProbability", mirrorProbability, 0, 1);
  }

  private static void require(String knob, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InputException(
          "lab knob " + knob + " = " + value + ": must lie in " + least + ".." + most);
    }
  }

  /** The default: real videos' difficulties in small, half of the scenes tied to their action. */
  public static LabConfig standard() {
    return new LabConfig(
        128, 48, 0.5, 2, 0.4, 0.2, 0.6, 0.5, 0.06, 0.05, 0.64, 0.78, 1.5, 0.8, 4, 2, 0.12, 0.8,
        0.17, 0.75, 0.19, 0.12, 0.01, 0.15, 3, 1, 0.5);
  }

  /** The same with another tie between scene and action; nothing else changes. */
  public LabConfig withSceneBias(double sceneBias) {
    return with("sceneBias", sceneBias);
  }

  /**
   * The same with one knob turned, by name.
   *
   * @throws InputException if there is no such knob, or the value is out of range
   */
  public LabConfig with(String knob, Object value) {
    return Settings.with(this, knob, value);
  }
}
