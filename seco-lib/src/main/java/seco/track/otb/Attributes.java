package seco.track.otb;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import seco.track.Box;
import seco.track.Sequence;

/**
 * The attributes of sequences. Those of OTB-100 were told by the benchmark's authors; of other
 * sequences the three are known that follow from the true boxes.
 */
public final class Attributes {
  /** Areas that differ by more than this factor from the first are a variation of scale. */
  private static final double SCALE = 2;

  /** A centre that moves by more pixels from one frame to the next is fast. */
  private static final double FAST_PIXELS = 20;

  /** A target of fewer pixels is of low resolution. */
  private static final double LOW_PIXELS = 400;

  private static final Map<String, Set<Attribute>> TOLD = read();

  private Attributes() {}

  /** The attributes of a sequence: the authors' word where there is one, else the boxes'. */
  public static Set<Attribute> of(Sequence sequence) {
    return told(sequence.name()).orElseGet(() -> ofBoxes(sequence.truth()));
  }

  /** What the benchmark's authors say; nothing of a sequence that is not OTB-100's. */
  static Optional<Set<Attribute>> told(String name) {
    return Optional.ofNullable(TOLD.get(key(name)));
  }

  /**
   * What follows from the boxes: {@link Attribute#SV} where an area is more than twice or less than
   * half of the first, {@link Attribute#FM} where a centre moves by more than 20 pixels in a frame,
   * {@link Attribute#LR} where a box has less than 400 pixels.
   */
  static Set<Attribute> ofBoxes(List<Box> truth) {
    Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    List<Box> seen = truth.stream().filter(Box::isPresent).toList();
    for (Box box : seen) {
      double area = box.width() * box.height();
      double growth = area / (seen.get(0).width() * seen.get(0).height());
      if (growth > SCALE || growth < 1 / SCALE) {
        attributes.add(Attribute.SV);
      }
      if (area < LOW_PIXELS) {
        attributes.add(Attribute.LR);
      }
    }
    for (int i = 1; i < truth.size(); i++) {
      if (truth.get(i).centreDistance(truth.get(i - 1)) > FAST_PIXELS) { // false for a NaN
        attributes.add(Attribute.FM);
      }
    }
    return attributes;
  }

  private static Map<String, Set<Attribute>> read() {
    Map<String, Set<Attribute>> told = new HashMap<>();
    for (String[] row : BenchmarkTable.rows("attributes.csv")) {
      Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
      for (String name : row[1].split(" ")) {
        attributes.add(Attribute.valueOf(name));
      }
      told.put(key(row[0]), attributes);
    }
    return told;
  }

  /** Toolkits write the second target of a folder as Jogging.2, Jogging-2, Jogging_2. */
  private static String key(String name) {
    return name.replaceAll("[._-]", "");
  }
}
