package seco.lab;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/** How the scene is seen: pan, zoom, shake, the scene's own motion, and the light. */
final class Camera {
  private final LabConfig config;
  private final double startX;
  private final double startY;
  private final double panX;
  private final double panY;
  private final double zoomStart;
  private final double zoomEnd;
  private final SmoothNoise motionX;
  private final SmoothNoise motionY;
  private final SmoothNoise brightness;
  private final long shakeSeed;

  Camera(LabConfig config, RandomGenerator random) {
    this.config = config;
    startX = random.nextDouble();
    startY = random.nextDouble();
    double angle = 2 * Math.PI * random.nextDouble();
    double distance = config.pan() * random.nextDouble();
    panX = distance * Math.cos(angle);
    panY = distance * Math.sin(angle) / 3; // cameras pan rather than tilt
    zoomStart = 1 + config.zoom() * (2 * random.nextDouble() - 1);
    zoomEnd = 1 + config.zoom() * (2 * random.nextDouble() - 1);
    motionX = new SmoothNoise(random);
    motionY = new SmoothNoise(random);
    brightness = new SmoothNoise(random);
    shakeSeed = random.nextLong();
  }

  /** The scene as it is seen at a time of 0..1; the caller closes it. */
  Mat look(Scene scene, double time) {
    int pixels = config.pixels();
    SplittableRandom shake = new SplittableRandom(shakeSeed + Double.doubleToLongBits(time));
    double motion = config.sceneMotion() / 2;
    double x =
        startX * Scene.FRAMES_WIDE
            + panX * time
            + motion * motionX.at(time)
            + config.shake() * shake.nextGaussian();
    double y =
        startY * Scene.FRAMES_WIDE
            + panY * time
            + motion * motionY.at(time)
            + config.shake() * shake.nextGaussian();
    double scale = zoomStart + (zoomEnd - zoomStart) * time;
    return scene.view(pixels, x * pixels, y * pixels, scale);
  }

  /** Factor on the brightness at a time of 0..1. */
  double light(double time) {
    return 1 + config.light() / 2 * brightness.at(time);
  }
}
