package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.lab.FrameTruth;
import seco.lab.LabSplit;
import seco.lab.LabTruth;
import seco.probe.FeatureSet;
import seco.run.Card;
import seco.run.Score;

/** Features made of known factors: what is in them is read, what is not is not. */
final class FactorProbesTest {
  private static final int VIDEOS = 40;
  private static final int FRAMES = 8;

  @TempDir private Path folder;
  private LabTruth truth;

  @BeforeEach
  void writeTruth() throws IOException {
    StringBuilder csv =
        new StringBuilder(
            "path,split,frame,label,action,segment,progress,x,y,width,height,shirtHue,scene,"
                + "ownScene,mirrored,size,seed\n");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    for (String split : List.of("train", "test")) {
      for (int video = 0; video < VIDEOS; video++) {
        String action = video % 2 == 0 ? "wave" : "clap";
        double pace = 0.05 + 0.05 * random.nextDouble();
        double hue = random.nextDouble();
        double x = 20 * random.nextDouble();
        for (int frame = 0; frame < FRAMES; frame++) {
          csv.append(
              String.format(
                  Locale.ROOT,
                  "videos/%s/%s%02d.avi,%s,%d,0,%s,0,%.4f,%.2f,%.2f,10,30,%.4f,%s,true,false,0.5,5\n",
                  action,
                  split,
                  video,
                  split,
                  frame,
                  action,
                  pace * frame,
                  x + frame * random.nextDouble(),
                  8 + random.nextDouble(),
                  hue,
                  video % 2 == 0 ? "checker" : "discs"));
        }
      }
    }
    truth = LabTruth.read(Files.writeString(folder.resolve("truth.csv"), csv));
  }

  @Test
  void allFactorsInTheirOrder_withTheirCards() {
    List<Score> scores = probes(frame -> frame.progress()).measure(new Card(Map.of("net", "x")));

    assertEquals(FactorProbes.NAMES, scores.stream().map(Score::metric).toList());
    for (Score score : scores) {
      boolean pairs = List.of("arrowTop1", "paceR2").contains(score.metric());
      assertEquals("x", score.card().fields().get("net"));
      assertEquals(
          pairs ? "neighbouring frames, later minus earlier" : "frames",
          score.card().fields().get("rows"));
    }
  }

  @Test
  void featuresOfProgress_knowTimeAndNothingElse() {
    Map<String, Double> values = measured(probes(FrameTruth::progress));

    assertTrue(values.get("progressR2") > 0.95, values::toString);
    assertEquals(1, values.get("arrowTop1"), "later is always further");
    assertTrue(values.get("paceR2") > 0.9, values::toString);
    assertTrue(values.get("hueR2") < 0.2, values::toString);
  }

  @Test
  void featuresWithoutProgress_doNotKnowTheArrow() {
    Map<String, Double> values =
        measured(probes(frame -> Math.cos(2 * Math.PI * frame.shirtHue())));

    assertEquals(0.5, values.get("arrowTop1"), 0.01, "differences of nothing");
    assertTrue(values.get("paceR2") < 0.1, values::toString);
  }

  @Test
  void framesBeforeTheActionBegins_areNoPairs() throws IOException {
    String csv = Files.readString(folder.resolve("truth.csv"));
    String idle =
        csv.lines()
            .map(line -> line.contains("train00") ? idle(line) : line)
            .collect(Collectors.joining("\n"));
    truth = LabTruth.read(Files.writeString(folder.resolve("idle.csv"), idle));

    assertEquals(1, measured(probes(FrameTruth::progress)).get("arrowTop1"));
  }

  private static String idle(String line) {
    String[] fields = line.split(",");
    fields[6] = "0";
    return String.join(",", fields);
  }

  private static Map<String, Double> measured(FactorProbes probes) {
    return probes.measure(Card.EMPTY).stream()
        .collect(Collectors.toMap(Score::metric, Score::value));
  }

  /** Features (1, factor): unit rows whose direction tells the factor alone. */
  private FactorProbes probes(ToDoubleFunction<FrameTruth> factor) {
    return new FactorProbes(
        truth, features(LabSplit.TRAIN, factor), features(LabSplit.TEST, factor));
  }

  private FeatureSet features(LabSplit split, ToDoubleFunction<FrameTruth> factor) {
    List<LabTruth.Video> videos = truth.videos(split);
    float[] values = new float[videos.size() * FRAMES * 2];
    int[] labels = new int[videos.size() * FRAMES];
    List<String> names = new ArrayList<>();
    for (LabTruth.Video video : videos) {
      for (int frame = 0; frame < FRAMES; frame++) {
        values[2 * names.size()] = 1;
        values[2 * names.size() + 1] = (float) factor.applyAsDouble(video.frames().get(frame));
        labels[names.size()] = video.label();
        names.add(video.path() + "#" + frame);
      }
    }
    return new FeatureSet(values, 2, labels, names, Map.of());
  }
}
