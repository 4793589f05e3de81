package seco.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action that runs once from a beginning to an end, as key poses between which the figure moves
 * along a cosine. Its direction in time is what the order task can learn.
 */
public final class Action {
  private static final int SAMPLES_OF_THE_MEAN = 64;
  private static final List<Action> ALL = read("actions.csv");

  private final int label;
  private final String name;
  private final List<Double> times = new ArrayList<>();
  private final List<Pose> poses = new ArrayList<>();
  private volatile @Nullable Pose mean;

  private Action(int label, String name) {
    this.label = label;
    this.name = name;
  }

  /** The ten actions by label. */
  public static List<Action> all() {
    return ALL;
  }

  private static List<Action> read(String resource) {
    Map<String, Action> actions = new LinkedHashMap<>();
    try (InputStream in = Action.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines.readLine(); // names of the columns
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",");
        Action action =
            actions.computeIfAbsent(fields[0], name -> new Action(actions.size(), name));
        double[] values = new double[Pose.SIZE];
        for (int i = 0; i < Pose.SIZE; i++) {
          values[i] = Double.parseDouble(fields[i + 2]);
        }
        action.times.add(Double.parseDouble(fields[1]));
        action.poses.add(new Pose(values));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(actions.values());
  }

  /** Number of the class, from 0. */
  public int label() {
    return label;
  }

  public String name() {
    return name;
  }

  /** The pose at a progress of 0..1. */
  Pose pose(double progress) {
    int next = 1;
    while (next < times.size() - 1 && times.get(next) < progress) {
      next++;
    }
    double from = times.get(next - 1);
    double share = (progress - from) / (times.get(next) - from);
    double eased = (1 - Math.cos(Math.PI * Math.max(0, Math.min(1, share)))) / 2;
    return poses.get(next - 1).towards(poses.get(next), eased);
  }

  /** The mean pose over the whole action. */
  Pose meanPose() {
    Pose known = mean;
    if (known == null) {
      known = computeMean();
      mean = known;
    }
    return known;
  }

  private Pose computeMean() {
    double[] sum = new double[Pose.SIZE];
    for (int i = 0; i < SAMPLES_OF_THE_MEAN; i++) {
      double[] values = pose((i + 0.5) / SAMPLES_OF_THE_MEAN).values();
      for (int j = 0; j < sum.length; j++) {
        sum[j] += values[j] / SAMPLES_OF_THE_MEAN;
      }
    }
    return new Pose(sum);
  }
}
