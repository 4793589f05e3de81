package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.Paper;
import seco.dataset.FrameSize;
import seco.model.SecoEncoder;
import seco.pretrain.Learner;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.Step;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.video.FrameStore;

/**
 * How fast keys age: a training in which, after every step, the same frames are embedded anew by
 * both encoders.
 *
 * @param config of the training
 * @param steps the training's numbers
 * @param slow cosine between a key and the key that the slow encoder makes of the same frame a
 *     number of steps later; the index is that age, the value a mean over frames and steps
 * @param online the same for the trained encoder, the keys' ages if it made them
 * @param strangers mean cosine between the slow encoder's keys of different frames at one time
 * @param memoryLength length of the mean of the memory's rows after each step: about 0 where they
 *     lie in all directions, 1 where all are the same
 */
@Paper(equation = 6)
public record KeyStaleness(
    PretrainConfig config,
    List<Step> steps,
    double[] slow,
    double[] online,
    double strangers,
    double[] memoryLength) {

  /** Momentum of the key encoder, alpha of Eq. (6). */
  public double momentum() {
    return config.contrast().momentum();
  }

  /** The age in steps of the memory's oldest rows: how long it takes to write all of them. */
  public double oldestRow() {
    return config.contrast().memorySize() / (3.0 * config.optimization().batchSize());
  }

  /**
   * The run in one line.
   *
   * @param alpha the momentum
   * @param atAge1 cosine between a key and its recomputation a step later
   * @param atAge10 ten steps later, or at the highest age that was measured
   * @param strangers mean cosine between keys of different frames
   * @param shelfLife as {@link KeyStaleness#shelfLife}
   * @param bestTop1 highest share of positives nearer than the memory, once that holds keys only
   * @param lastTop1 the same at the last step
   * @param lastLoss of Eq. (2)
   * @param memoryLength length of the mean of the memory's rows at the end
   */
  public record Summary(
      double alpha,
      double atAge1,
      double atAge10,
      double strangers,
      int shelfLife,
      double bestTop1,
      double lastTop1,
      double lastLoss,
      double memoryLength) {}

  /** What the run came to. */
  public Summary summary() {
    Step last = steps.get(steps.size() - 1);
    long filled = Math.round(Math.ceil(oldestRow()));
    double best = steps.stream().skip(filled).mapToDouble(Step::interTop1).max().orElse(0);
    return new Summary(
        momentum(),
        slow[1],
        slow[Math.min(10, slow.length - 1)],
        strangers,
        shelfLife(),
        best,
        last.interTop1(),
        last.inter(),
        memoryLength[memoryLength.length - 1]);
  }

  /**
   * The age, in steps, at which a key is less like its own frame's new key than keys of other
   * frames are to each other; the number of measured ages where none is.
   */
  public int shelfLife() {
    int age = 0;
    while (age < slow.length && slow[age] > strangers) {
      age++;
    }
    return age;
  }

  /**
   * Trains and measures.
   *
   * @param config of the training
   * @param frames how many frames are embedded again and again, one of each of the first videos
   * @param oldest the highest age, in steps
   * @param progress told the steps
   */
  public static KeyStaleness measure(
      PretrainConfig config, FrameStore store, int frames, int oldest, Progress progress)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("seco-staleness");
    try (NDManager manager = NDManager.newBaseManager();
        Pretraining training = Pretraining.start(config, store, folder.resolve("run"), null)) {
      int pixels = config.patches().pixels();
      int count = Math.min(frames, store.size());
      NDArray images =
          FramesAt.tensor(manager, store, count, 0.5, FrameSize.edgeFor(pixels), pixels);
      try (SecoEncoder eye = training.learner().online().frozenCopy(manager)) {
        return watch(training, eye, images, oldest, progress);
      }
    } finally {
      SafeFile.deleteTree(folder);
    }
  }

  private static KeyStaleness watch(
      Pretraining training, SecoEncoder eye, NDArray images, int oldest, Progress progress)
      throws IOException, InterruptedException {
    Learner learner = training.learner();
    List<Step> steps = new ArrayList<>();
    List<float[]> slow = new ArrayList<>();
    List<float[]> online = new ArrayList<>();
    List<Double> lengths = new ArrayList<>();
    while (training.hasNext()) {
      steps.add(training.next());
      slow.add(embed(eye, learner.slow(), images));
      online.add(embed(eye, learner.online(), images));
      lengths.add(meanLength(learner.queue().rows()));
      progress.at(steps.size(), training.steps());
    }
    int rows = Math.toIntExact(images.getShape().get(0));
    return new KeyStaleness(
        training.config(),
        List.copyOf(steps),
        byAge(slow, rows, oldest),
        byAge(online, rows, oldest),
        strangers(slow, rows),
        lengths.stream().mapToDouble(length -> length).toArray());
  }

  /**
   * Inter embeddings by an encoder's weights, on the images' own statistics as keys are made. The
   * encoder itself is left alone: its running statistics would follow these images.
   */
  private static float[] embed(SecoEncoder eye, SecoEncoder weights, NDArray images) {
    eye.trainable().copyFrom(weights.trainable());
    try (NDManager scope = images.getManager().newSubManager()) {
      NDArray seen = images.duplicate();
      seen.attach(scope);
      return eye.embed(seen, true).inter().toFloatArray();
    }
  }

  private static double meanLength(NDArray rows) {
    try (NDArray mean = rows.mean(new int[] {0});
        NDArray length = mean.norm()) {
      return length.getFloat();
    }
  }

  /** Mean inner product of rows that lie 0, 1, ... steps apart. */
  static double[] byAge(List<float[]> history, int rows, int oldest) {
    int ages = Math.min(oldest, history.size() - 1) + 1;
    double[] cosines = new double[ages];
    for (int age = 0; age < ages; age++) {
      double sum = 0;
      for (int now = age; now < history.size(); now++) {
        sum += dot(history.get(now), history.get(now - age));
      }
      cosines[age] = sum / (rows * (double) (history.size() - age));
    }
    return cosines;
  }

  /** Mean inner product of different rows of one time: the square of their sum has them all. */
  static double strangers(List<float[]> history, int rows) {
    double mean = 0;
    for (float[] embeddings : history) {
      int width = embeddings.length / rows;
      double[] sum = new double[width];
      for (int i = 0; i < embeddings.length; i++) {
        sum[i % width] += embeddings[i];
      }
      double all = Arrays.stream(sum).map(x -> x * x).sum();
      mean += (all - dot(embeddings, embeddings)) / (rows * (rows - 1.0)) / history.size();
    }
    return mean;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * (double) b[i];
    }
    return sum;
  }
}
