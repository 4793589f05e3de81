package seco.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import seco.run.Seeds;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * A generated video: every factor drawn once, each group from its own random stream, so that
 * another scene bias changes the scene and nothing else. The same seed gives the same pixels.
 */
public final class LabVideo implements AutoCloseable {
  private static final int OVERSAMPLING = 2;

  private final LabConfig config;
  private final int label;
  private final int frames;
  private final SceneKind kind;
  private final boolean ownScene;
  private final Appearance who;
  private final List<Performance> performances;
  private final List<SmoothNoise> tremble = new ArrayList<>();
  private final Camera camera;
  private final List<Distractor> distractors = new ArrayList<>();
  private final List<Scene> scenes = new ArrayList<>();
  private final List<Double> cuts = new ArrayList<>();
  private final Noise noise;
  private final double x;
  private final double y;
  private final double driftX;
  private final double driftY;
  private final int stillFrame;

  private LabVideo(
      LabConfig config, Seeds seeds, int label, int frames, long[] address, boolean untrimmed) {
    this.config = config;
    this.label = label;
    this.frames = frames;
    RandomGenerator random = Appearance.stream(seeds, address);
    who = Appearance.draw(config, random);
    x = place(random, config.positionSpread());
    y = place(random, config.positionSpread()) / 2; // up and down the frame has less room
    driftX = place(random, config.positionDrift());
    driftY = place(random, config.positionDrift()) / 2;
    stillFrame = random.nextInt(frames);
    RandomGenerator how = seeds.stream("performance", address);
    Action action = Action.all().get(label);
    performances =
        untrimmed ? severalTimes(action, config, how) : List.of(once(action, config, how));
    for (int joint = 0; joint < Pose.JUMP; joint++) {
      tremble.add(new SmoothNoise(how));
    }
    RandomGenerator where = seeds.stream("scene", address);
    SceneKind other = SceneKind.values()[where.nextInt(SceneKind.values().length)];
    ownScene = where.nextDouble() < config.sceneBias();
    kind = ownScene ? SceneKind.of(label) : other;
    RandomGenerator when = seeds.stream("cuts", address);
    RandomGenerator colours = seeds.stream("background", address);
    RandomGenerator instances = seeds.stream("texture", address);
    int count = 1 + when.nextInt(config.maximumCuts() + 1);
    for (int i = 0; i < count; i++) {
      scenes.add(new Scene(kind, config, colours, instances));
      cuts.add(i == 0 ? 0 : 0.1 + 0.8 * when.nextDouble());
    }
    cuts.sort(null);
    camera = new Camera(config, seeds.stream("camera", address));
    RandomGenerator things = seeds.stream("distractor", address);
    int small = things.nextInt(config.maximumDistractors() + 1);
    for (int i = 0; i < small; i++) {
      distractors.add(new Distractor(things));
    }
    noise = new Noise(config.pixels(), config.noise(), seeds.stream("noise", address));
  }

  private static double place(RandomGenerator random, double deviation) {
    return deviation * Math.max(-2, Math.min(2, random.nextGaussian()));
  }

  private static Performance once(Action action, LabConfig config, RandomGenerator random) {
    double start = config.maximumStart() * random.nextDouble();
    double shortest = config.minimumDuration();
    double duration = shortest + (1 - shortest) * random.nextDouble();
    return Performance.draw(action, start, Math.min(duration, 1 - start), config, random);
  }

  /** Two to four performances with idle stretches before, between and after them. */
  private static List<Performance> severalTimes(
      Action action, LabConfig config, RandomGenerator random) {
    int count = 2 + random.nextInt(3);
    double[] lengths = new double[2 * count + 1]; // idle, action, idle, ...
    double sum = 0;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (i % 2 == 0 ? 0.3 : 1) * (0.6 + 0.8 * random.nextDouble());
      sum += lengths[i];
    }
    List<Performance> performances = new ArrayList<>();
    double time = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (i % 2 == 1) {
        performances.add(Performance.draw(action, time / sum, lengths[i] / sum, config, random));
      }
      time += lengths[i];
    }
    return performances;
  }

  /**
   * A video of one performance.
   *
   * @param split number of the split it belongs to, part of its random streams' address
   * @param number within the split
   */
  public static LabVideo trimmed(LabConfig config, Seeds seeds, int label, int split, int number) {
    return new LabVideo(config, seeds, label, config.frames(), new long[] {split, number}, false);
  }

  /** A video of two to four performances with idle stretches, three times as long. */
  public static LabVideo untrimmed(
      LabConfig config, Seeds seeds, int label, int split, int number) {
    return new LabVideo(
        config, seeds, label, 3 * config.frames(), new long[] {split, number, 1}, true);
  }

  /** The number of the frame that stands for the video as a still. */
  public int stillFrame() {
    return stillFrame;
  }

  /** Label of the action. */
  public int label() {
    return label;
  }

  public int frames() {
    return frames;
  }

  public SceneKind scene() {
    return kind;
  }

  /** Whether the scene was given by the action, rather than drawn. */
  public boolean ownScene() {
    return ownScene;
  }

  public boolean mirrored() {
    return who.mirrored();
  }

  /** When each scene begins, from 0 on, as shares of the video. */
  List<Double> cuts() {
    return List.copyOf(cuts);
  }

  /** Height of the standing figure as a share of the frame's. */
  public double size() {
    return who.size();
  }

  /** A frame and what is known of it. */
  public record Shot(Frame frame, FrameTruth truth) {}

  /** Draws a frame, from 0. */
  public Shot shoot(int number) {
    double time = frames == 1 ? 0 : number / (frames - 1.0);
    int edge = config.pixels() * OVERSAMPLING;
    try (Mat scene = camera.look(scenes.get(sceneAt(time)), time);
        Mat canvas = new Mat();
        Size canvasSize = new Size(edge, edge)) {
      opencv_imgproc.resize(scene, canvas, canvasSize, 0, 0, opencv_imgproc.INTER_LINEAR);
      distractors.forEach(thing -> thing.draw(canvas, time));
      Performance performance = performanceAt(time);
      Pose pose = performance.pose(time, config.excursion()).plus(trembleAt(time));
      double height = who.size() * edge;
      double middle = edge * (0.5 + x + driftX * (time - 0.5));
      double ground = edge * (0.5 + y + driftY * (time - 0.5)) + height / 2;
      Figure.Extent extent =
          who.figure().draw(canvas, pose, who.mirrored(), middle, ground, height, time);
      try (Size frameSize = new Size(config.pixels(), config.pixels())) {
        opencv_imgproc.resize(canvas, scene, frameSize, 0, 0, opencv_imgproc.INTER_AREA);
      }
      noise.add(scene, number, camera.light(time));
      return new Shot(Pictures.toFrame(scene), truth(performance, time, extent));
    }
  }

  private int sceneAt(double time) {
    int scene = 0;
    while (scene + 1 < cuts.size() && time >= cuts.get(scene + 1)) {
      scene++;
    }
    return scene;
  }

  /** The performance that goes on, or the one that ended last, or the first. */
  private Performance performanceAt(double time) {
    Performance latest = performances.get(0);
    for (Performance performance : performances) {
      if (time >= performance.start()) {
        latest = performance;
      }
    }
    return latest;
  }

  private double[] trembleAt(double time) {
    double[] degrees = new double[Pose.SIZE];
    for (int i = 0; i < tremble.size(); i++) {
      degrees[i] = config.jitterDegrees() * tremble.get(i).at(time);
    }
    return degrees;
  }

  private FrameTruth truth(Performance performance, double time, Figure.Extent extent) {
    boolean active = performances.size() == 1 || performance.contains(time);
    double left = cut(extent.left / OVERSAMPLING);
    double top = cut(extent.top / OVERSAMPLING);
    return new FrameTruth(
        active ? label : -1,
        active ? performances.indexOf(performance) : -1,
        performance.progress(time),
        left,
        top,
        cut(extent.right / OVERSAMPLING) - left,
        cut(extent.bottom / OVERSAMPLING) - top,
        who.figure().shirtHue(time));
  }

  private double cut(double at) {
    return Math.max(0, Math.min(config.pixels(), at));
  }

  @Override
  public void close() {
    scenes.forEach(Scene::close);
    noise.close();
  }
}
