package seco.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import seco.lab.FrameTruth;
import seco.lab.LabTruth;
import seco.lab.SceneKind;
import seco.probe.FeatureSet;

/**
 * What videos or frames of the lab have in common with their nearest neighbours, and what they
 * would have in common with rows drawn blindly.
 */
public final class NeighbourFactors {
  /** Of the circle of hues, either way. */
  private static final double HUE = 0.1;

  /** Of the frame's height. */
  private static final double SIZE = 0.02;

  /** Of the frame's width. */
  private static final double PLACE = 0.05;

  /** Of the action. */
  private static final double PROGRESS = 0.1;

  /** Which pairs of a query and a neighbour count. */
  public enum Pairs {
    ALL,
    SAME_ACTION,
    OTHER_ACTION
  }

  /**
   * What is known of a row: a frame, or of a video its middle frame.
   *
   * @param place of the middle of the figure's box, as a share of the frame's width
   */
  private record Known(
      int action,
      SceneKind scene,
      int skin,
      double hue,
      double size,
      double place,
      boolean mirrored,
      double progress) {
    boolean[] inCommon(Known other) {
      double apart = Math.abs(hue - other.hue);
      return new boolean[] {
        action == other.action,
        scene == other.scene,
        skin == other.skin,
        Math.min(apart, 1 - apart) <= HUE,
        Math.abs(size - other.size) <= SIZE,
        Math.abs(place - other.place) <= PLACE,
        mirrored == other.mirrored,
        Math.abs(progress - other.progress) <= PROGRESS
      };
    }
  }

  private static final List<String> FACTORS =
      List.of(
          "the action",
          "the kind of scene",
          "the tone of the skin",
          "the shirt's hue, within a tenth of the circle",
          "the size, within 2 % of the frame",
          "the place, within 5 % of the frame",
          "the mirroring",
          "the progress, within a tenth");

  private final Known[] queries;
  private final Known[] gallery;
  private final int factors;

  /**
   * Looks up what is known of rows of the lab.
   *
   * @param queries named by their video's path, or {@code path#frame}, whose progress then counts
   * @param gallery likewise
   */
  public static NeighbourFactors of(LabData lab, FeatureSet queries, FeatureSet gallery) {
    Lookup lookup =
        new Lookup(lab.truth(), lab.dataset().skinTones(), lab.dataset().config().pixels());
    return new NeighbourFactors(lookup, queries, gallery);
  }

  NeighbourFactors(Lookup lookup, FeatureSet queries, FeatureSet gallery) {
    this.queries = lookup.known(queries);
    this.gallery = lookup.known(gallery);
    factors = FACTORS.size() - (isFrame(gallery.names().get(0)) ? 0 : 1);
  }

  private static boolean isFrame(String name) {
    return name.indexOf('#') >= 0;
  }

  /**
   * Where it is looked up.
   *
   * @param skin tones by the video's path
   * @param pixels edge of the lab's frames as they were drawn
   */
  record Lookup(LabTruth truth, Map<String, Integer> skin, int pixels) {
    private Known[] known(FeatureSet rows) {
      return rows.names().stream().map(this::known).toArray(Known[]::new);
    }

    private Known known(String name) {
      LabTruth.Video video = truth.video(isFrame(name) ? FeatureSet.videoOf(name) : name);
      int number = isFrame(name) ? FeatureSet.frameOf(name) : video.frames().size() / 2;
      FrameTruth frame = video.frames().get(number);
      return new Known(
          video.label(),
          video.scene(),
          Objects.requireNonNull(skin.get(video.path()), video.path()),
          frame.shirtHue(),
          video.size(),
          (frame.x() + frame.width() / 2) / pixels,
          video.mirrored(),
          frame.progress());
    }
  }

  /**
   * The share of neighbours that have each factor in common with their query, by the factor's name.
   *
   * @param neighbours rows of the gallery for each query
   * @param which of the neighbours count; NaN if there are none
   */
  public Map<String, Double> shares(int[][] neighbours, Pairs which) {
    Count count = new Count(which);
    for (int query = 0; query < neighbours.length; query++) {
      for (int row : neighbours[query]) {
        count.add(queries[query], gallery[row]);
      }
    }
    return count.shares();
  }

  /** The same of all neighbours. */
  public Map<String, Double> shares(int[][] neighbours) {
    return shares(neighbours, Pairs.ALL);
  }

  /** The same of some rows and one query. */
  public Map<String, Double> shares(int query, int... rows) {
    Count count = new Count(Pairs.ALL);
    for (int row : rows) {
      count.add(queries[query], gallery[row]);
    }
    return count.shares();
  }

  /** The same among all pairs of a query and a row: what blindly drawn rows would have. */
  public Map<String, Double> expected(Pairs which) {
    Count count = new Count(which);
    for (Known query : queries) {
      for (Known row : gallery) {
        count.add(query, row);
      }
    }
    return count.shares();
  }

  /** What blindly drawn rows would have, whatever their action. */
  public Map<String, Double> expected() {
    return expected(Pairs.ALL);
  }

  /** Several results side by side: by the factor's name, one share of each. */
  @SafeVarargs
  public static Map<String, double[]> columns(Map<String, Double>... results) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String factor : results[0].keySet()) {
      double[] shares =
          Arrays.stream(results)
              .mapToDouble(result -> result.getOrDefault(factor, Double.NaN))
              .toArray();
      columns.put(factor, shares);
    }
    return columns;
  }

  /** Which factors a query and a row of the gallery have in common, by name. */
  public List<String> inCommon(int query, int row) {
    boolean[] common = queries[query].inCommon(gallery[row]);
    return FACTORS.subList(0, factors).stream()
        .filter(name -> common[FACTORS.indexOf(name)])
        .toList();
  }

  /** Pairs counted. */
  private final class Count {
    private final Pairs which;
    private final long[] common = new long[factors];
    private long pairs;

    Count(Pairs which) {
      this.which = which;
    }

    void add(Known query, Known row) {
      boolean same = query.action == row.action;
      if (which != Pairs.ALL && same != (which == Pairs.SAME_ACTION)) {
        return;
      }
      pairs++;
      boolean[] found = query.inCommon(row);
      for (int i = 0; i < factors; i++) {
        common[i] += found[i] ? 1 : 0;
      }
    }

    Map<String, Double> shares() {
      Map<String, Double> shares = new LinkedHashMap<>();
      for (int i = 0; i < factors; i++) {
        shares.put(FACTORS.get(i), pairs == 0 ? Double.NaN : common[i] / (double) pairs);
      }
      return shares;
    }
  }
}
