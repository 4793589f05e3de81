package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private static final Box BOX = new Box(1, 2, 30, 40);

  private static Sequence sequence(String name, String folder, Box second, List<Double> cover) {
    List<Path> images = List.of(Path.of(folder, "0001.jpg"), Path.of(folder, "0002.jpg"));
    return Sequence.of(name, images, List.of(BOX, second), cover, Path.of(folder, "truth.txt"));
  }

  @Test
  void fingerprint_tellsWhatIsAnother_whereverItLies() {
    Sequence one = sequence("A", "x", BOX, List.of(8.0, 8.0));
    String known = Sequence.sha256(List.of(one));
    assertEquals(known, Sequence.sha256(List.of(sequence("A", "y/z", BOX, List.of(8.0, 8.0)))));
    Box moved = new Box(1, 2, 30, 40.0001);
    Box unseen = Box.ABSENT;
    List<Sequence> others =
        List.of(
            sequence("B", "x", BOX, List.of(8.0, 8.0)),
            sequence("A", "x", moved, List.of(8.0, 8.0)),
            sequence("A", "x", unseen, List.of(8.0, 8.0)),
            sequence("A", "x", BOX, List.of(8.0, 7.0)),
            sequence("A", "x", BOX, List.of()),
            one.startingWith(moved, "here", "A"),
            one.from(1, "A"),
            Sequence.of(
                "A",
                List.of(Path.of("x/0001.jpg"), Path.of("x/0003.jpg")),
                one.truth(),
                one.cover(),
                one.truthFile()));
    for (Sequence other : others) {
      assertNotEquals(known, Sequence.sha256(List.of(other)), other.toString());
    }
    assertNotEquals(known, Sequence.sha256(List.of(one, one)));
  }
}
