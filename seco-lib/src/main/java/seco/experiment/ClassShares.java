package seco.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import seco.probe.Accuracy;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;

/**
 * Which share of each class's test examples the linear protocol recognises.
 *
 * @param classes names of the classes
 * @param shares for each kind of features the shares (classes); NaN for a class without example
 */
public record ClassShares(List<String> classes, Map<String, double[]> shares) {
  /**
   * What machines say of several kinds of features.
   *
   * @param machines one for each kind; more are not asked
   * @param classes names of all classes
   */
  public static ClassShares of(
      List<FeaturePair> pairs, List<LinearResult> machines, List<String> classes) {
    Map<String, double[]> shares = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      FeatureSet test = pairs.get(i).test();
      int[] said = machines.get(i).machine().predict(test);
      shares.put(pairs.get(i).name(), Accuracy.perClass(test.labels(), said, classes.size()));
    }
    return new ClassShares(List.copyOf(classes), shares);
  }

  /**
   * Only the classes that the last kind of features recognises best and worst, the best first; all
   * in their own order where there are no more. Classes without example are left out then.
   *
   * @param each how many of the best, and of the worst
   */
  public ClassShares extremes(int each) {
    if (classes.size() <= 2 * each) {
      return this;
    }
    double[] last = shares.values().stream().reduce((a, b) -> b).orElseThrow();
    List<Integer> order =
        IntStream.range(0, last.length)
            .boxed()
            .filter(k -> !Double.isNaN(last[k]))
            .sorted(Comparator.comparingDouble(k -> -last[k]))
            .toList();
    int from = Math.min(order.size(), each);
    int to = Math.max(from, order.size() - each);
    List<Integer> chosen =
        Stream.concat(order.subList(0, from).stream(), order.subList(to, order.size()).stream())
            .toList();
    Map<String, double[]> some = new LinkedHashMap<>();
    shares.forEach(
        (name, all) -> some.put(name, chosen.stream().mapToDouble(k -> all[k]).toArray()));
    return new ClassShares(chosen.stream().map(classes::get).toList(), some);
  }
}
