package seco.track.otb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import seco.InputException;
import seco.track.Box;
import seco.track.Sequence;
import seco.video.Frame;

/** Where the passes over a sequence begin. */
public enum Protocol {
  /** One pass from the first frame with the truth: OPE. */
  OPE {
    @Override
    public List<Sequence> passes(Sequence sequence) {
      return List.of(sequence);
    }
  },
  /** Up to twenty passes from frames spread over the sequence to its end: TRE. */
  TRE {
    @Override
    public List<Sequence> passes(Sequence sequence) {
      List<Sequence> passes = new ArrayList<>();
      int[] starts = Perturbations.starts(sequence.size(), frame -> canStart(sequence, frame));
      if (starts.length == 0) {
        throw new InputException(
            sequence.truthFile()
                + ": "
                + sequence.name()
                + " has no frame in which a pass of TRE could begin: twenty before its end, or the"
                + " first, with a box of an area at positive places");
      }
      for (int i = 0; i < starts.length; i++) {
        passes.add(sequence.from(starts[i], passName(sequence, "tre%02d".formatted(i + 1))));
      }
      return passes;
    }
  },
  /** Twelve passes from the first frame with boxes beside the truth: SRE. */
  SRE {
    @Override
    public List<Sequence> passes(Sequence sequence) {
      List<Sequence> passes = new ArrayList<>();
      Frame first = sequence.frame(0);
      Perturbations.boxes(sequence.requireStart(), first.width(), first.height())
          .forEach(
              (shift, box) -> {
                String source = sequence.startSource() + ", " + shift;
                passes.add(sequence.startingWith(box, source, passName(sequence, shift)));
              });
      return passes;
    }
  };

  /** Frames of Tiger1 in which the official toolkit begins no pass of {@link #TRE}. */
  private static final int TIGER1_OMITTED = 5;

  /**
   * The passes over a sequence, at least one, each as a sequence of a name of its own.
   *
   * @throws InputException if the truth gives no box with which one of TRE or SRE could begin
   */
  public abstract List<Sequence> passes(Sequence sequence);

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean canStart(Sequence sequence, int frame) {
    Box box = sequence.truth().get(frame);
    boolean omitted = sequence.name().equals("Tiger1") && frame < TIGER1_OMITTED;
    return !omitted && box.isPresent() && box.x() > 0 && box.y() > 0;
  }

  private static String passName(Sequence sequence, String pass) {
    return sequence.name() + "_" + pass;
  }
}
