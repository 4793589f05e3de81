package seco.data.split;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many videos a part of a data set has, by its publishers and by others.
 *
 * @param official of the published annotations; 0 where it is not known
 * @param elsewhere by whose list or copy it is
 */
record KnownCounts(int official, Map<String, Integer> elsewhere) {
  private static final Map<String, KnownCounts> KNOWN = new LinkedHashMap<>();
  private static final Map<String, Integer> CLASSES =
      Map.of("UCF101", 101, "HMDB51", 51, "Kinetics-400", 400, "ActivityNet v1.3", 200);

  static {
    List<int[]> ucf101 =
        List.of(new int[] {9_537, 3_783}, new int[] {9_586, 3_734}, new int[] {9_624, 3_696});
    for (int i = 0; i < ucf101.size(); i++) {
      know("UCF101", "train" + (i + 1), ucf101.get(i)[0], Map.of());
      know("UCF101", "test" + (i + 1), ucf101.get(i)[1], Map.of());
    }
    for (int split = 1; split <= 3; split++) {
      know("HMDB51", "train" + split, 3_570, Map.of("SeCo's published lists", 3_563));
      know("HMDB51", "test" + split, 1_530, Map.of("SeCo's published lists", 1_523));
    }
    know("Kinetics-400", "train", 246_534, copies(240_258, 240_436, 234_643));
    know("Kinetics-400", "val", 19_906, copies(19_881, 19_796, 19_761));
    know("Kinetics-400", "test", 39_805, Map.of("copy of CVDF", 38_685));
    know("ActivityNet v1.3", "train", 10_024, Map.of());
    know("ActivityNet v1.3", "val", 4_926, Map.of());
    know("ActivityNet v1.3", "test", 5_044, Map.of());
  }

  private static void know(String dataSet, String part, int official, Map<String, Integer> others) {
    KNOWN.put(dataSet + " " + part, new KnownCounts(official, others));
  }

  private static Map<String, Integer> copies(int cvdf, int openDataLab, int nonLocal) {
    Map<String, Integer> copies = new LinkedHashMap<>();
    copies.put("copy of CVDF", cvdf);
    copies.put("copy of OpenDataLab", openDataLab);
    copies.put("copy of the non-local networks' authors", nonLocal);
    return copies;
  }

  /** What is known of a part. */
  static KnownCounts of(String dataSet, ListedPart part) {
    return KNOWN.getOrDefault(dataSet + " " + part.name(), new KnownCounts(0, Map.of()));
  }

  /** Number of a data set's classes; 0 where it is not known. */
  static int classes(String dataSet) {
    return CLASSES.getOrDefault(dataSet, 0);
  }
}
