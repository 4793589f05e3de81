package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.experiment.NeighbourFactors.Pairs;
import seco.lab.LabTruth;
import seco.probe.FeatureSet;

class NeighbourFactorsTest {
  private static final String HEADER =
      "path,split,frame,label,action,segment,progress,x,y,width,height,shirtHue,scene,ownScene,"
          + "mirrored,size,seed\n";
  private static final String QUERY = "videos/wave/test-00000.mp4";
  private static final String LIKE = "videos/wave/train-00000.mp4";
  private static final String UNLIKE = "videos/kick/train-00001.mp4";

  @TempDir Path folder;

  /** Two frames a video; the second is its middle. */
  private NeighbourFactors.Lookup lookup() throws IOException {
    String table =
        HEADER
            + QUERY
            + ",test,0,0,wave,0,0.00,10,0,20,90,0.50,discs,false,true,0.70,1\n"
            + QUERY
            + ",test,1,0,wave,0,0.50,40,0,20,90,0.95,discs,false,true,0.70,1\n"
            + LIKE
            + ",train,0,0,wave,0,0.00,10,0,20,90,0.50,discs,false,true,0.71,1\n"
            + LIKE
            + ",train,1,0,wave,0,0.55,44,0,20,90,0.04,discs,false,true,0.71,1\n"
            + UNLIKE
            + ",train,0,3,kick,0,0.00,10,0,20,90,0.30,discs,false,false,0.75,1\n"
            + UNLIKE
            + ",train,1,3,kick,0,0.90,80,0,20,90,0.30,discs,false,false,0.75,1\n";
    LabTruth truth = LabTruth.read(Files.writeString(folder.resolve("truth.csv"), table));
    return new NeighbourFactors.Lookup(truth, Map.of(QUERY, 2, LIKE, 2, UNLIKE, 3), 100);
  }

  private static FeatureSet rows(String... names) {
    return new FeatureSet(
        new float[names.length], 1, new int[names.length], List.of(names), Map.of());
  }

  @Test
  void inCommon_videos_areComparedByTheirMiddleFrame() throws IOException {
    NeighbourFactors factors = new NeighbourFactors(lookup(), rows(QUERY), rows(LIKE, UNLIKE));
    List<String> all =
        List.of(
            "the action",
            "the kind of scene",
            "the tone of the skin",
            "the shirt's hue, within a tenth of the circle", // 0.95 and 0.04, over the end
            "the size, within 2 % of the frame",
            "the place, within 5 % of the frame",
            "the mirroring");
    assertEquals(all, factors.inCommon(0, 0));
    assertEquals(List.of("the kind of scene"), factors.inCommon(0, 1));
  }

  @Test
  void shares_neighboursOfSomeKind_beneathWhatIsExpected() throws IOException {
    NeighbourFactors factors = new NeighbourFactors(lookup(), rows(QUERY), rows(LIKE, UNLIKE));
    int[][] nearest = {{0}};
    assertEquals(1, factors.shares(nearest, Pairs.ALL).get("the mirroring"));
    assertEquals(0.5, factors.expected(Pairs.ALL).get("the mirroring"));
    assertEquals(0.5, factors.expected(Pairs.ALL).get("the action"));
    assertEquals(1, factors.expected(Pairs.ALL).get("the kind of scene"));
    assertEquals(0, factors.expected(Pairs.OTHER_ACTION).get("the mirroring"));
    assertEquals(1, factors.expected(Pairs.SAME_ACTION).get("the mirroring"));
    assertTrue(Double.isNaN(factors.shares(nearest, Pairs.OTHER_ACTION).get("the mirroring")));
  }

  @Test
  void columns_resultsSideBySide_inTheFactorsOrder() throws IOException {
    NeighbourFactors factors = new NeighbourFactors(lookup(), rows(QUERY), rows(LIKE, UNLIKE));
    Map<String, double[]> columns =
        NeighbourFactors.columns(
            factors.expected(), factors.shares(new int[][] {{1}}), factors.shares(0, 0, 1, 0));
    assertEquals("the action", columns.keySet().iterator().next());
    assertArrayEquals(new double[] {0.5, 0, 2 / 3.0}, columns.get("the action"), 1e-12);
    assertArrayEquals(new double[] {1, 1, 1}, columns.get("the kind of scene"), 1e-12);
  }

  @Test
  void shares_frames_tellTheProgressToo() throws IOException {
    NeighbourFactors factors =
        new NeighbourFactors(
            lookup(), rows(QUERY + "#0", QUERY + "#1"), rows(LIKE + "#0", LIKE + "#1"));
    Map<String, Double> crossed = factors.shares(new int[][] {{1}, {1}}, Pairs.ALL);
    assertEquals(8, crossed.size());
    assertEquals(0.5, crossed.get("the progress, within a tenth"));
    assertEquals(0.5, crossed.get("the place, within 5 % of the frame"));
    assertEquals(1, crossed.get("the action"));
  }
}
