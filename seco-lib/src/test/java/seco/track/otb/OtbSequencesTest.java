package seco.track.otb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.track.Sequence;
import seco.track.TextFiles;

class OtbSequencesTest {
  @TempDir private Path root;

  private void truth(String folder, String file, int boxes) {
    TextFiles.write(root.resolve(folder).resolve(file), "3,4,5,6\n".repeat(boxes));
  }

  private void pictures(String folder, int first, int count, String suffix) {
    for (int i = first; i < first + count; i++) {
      TextFiles.write(root.resolve(folder + "/img/%04d.%s".formatted(i, suffix)), "");
    }
  }

  private String refusal() {
    return assertThrows(InputException.class, () -> OtbSequences.read(root)).getMessage();
  }

  private static String first(Sequence sequence) {
    return sequence.images().get(0).getFileName().toString();
  }

  @Test
  void davidWithAllPictures_beginsAt300() throws IOException {
    truth("David", "groundtruth_rect.txt", 471);
    pictures("David", 1, 770, "jpg");
    Sequence david = OtbSequences.read(root).get(0);
    assertEquals(471, david.size());
    assertEquals("0300.jpg", first(david));
  }

  @Test
  void davidWithAsManyPicturesAsBoxes_isTakenWhole() throws IOException {
    truth("David", "groundtruth_rect.txt", 471);
    pictures("David", 1, 471, "jpg");
    assertEquals("0001.jpg", first(OtbSequences.read(root).get(0)));
  }

  @Test
  void folders_ofOtherNames_areSequencesToo() throws IOException {
    truth("Jogging1", "groundtruth_rect.txt", 3);
    pictures("Jogging1", 7, 3, "png");
    TextFiles.write(root.resolve("notes/readme.txt"), "no sequence");
    List<Sequence> sequences = OtbSequences.read(root);
    assertEquals(List.of("Jogging1"), sequences.stream().map(Sequence::name).toList());
    assertEquals("0007.png", first(sequences.get(0)));
  }

  @Test
  void targets_ofOneFolder_areNumbered_andEmptyTruthIsPassedOver() throws IOException {
    truth("Skating2", "groundtruth_rect.1.txt", 3);
    truth("Skating2", "groundtruth_rect.2.txt", 3);
    pictures("Skating2", 1, 3, "jpg");
    truth("Human4", "groundtruth_rect.1.txt", 0);
    truth("Human4", "groundtruth_rect.2.txt", 2);
    pictures("Human4", 1, 2, "jpg");
    assertEquals(
        List.of("Human4", "Skating2.1", "Skating2.2"),
        OtbSequences.read(root).stream().map(Sequence::name).toList());
  }

  @Test
  void wrongNumbers_areRefusedByFileAndLine() {
    truth("Couple", "groundtruth_rect.txt", 3);
    pictures("Couple", 1, 2, "jpg");
    assertTrue(
        refusal().contains("groundtruth_rect.txt, line 3: 3 boxes for the 2 pictures of Couple"),
        refusal());
    pictures("Couple", 3, 2, "jpg");
    assertTrue(refusal().contains("line 3: 3 boxes for the 4 pictures"), refusal());
    String blank =
        "3,4,5,6\n\n3,4,5,6\n\n3,4,5,6\n3,4,5,6\n3,4,5,6\n"; // lines are told as they stand
    TextFiles.write(root.resolve("Couple/groundtruth_rect.txt"), blank);
    assertTrue(refusal().contains("line 7: 5 boxes for the 4 pictures"), refusal());
  }

  @Test
  void emptyTruth_missingPicturesAndEmptyRoot_areRefused() {
    assertTrue(refusal().contains("no sequence"), refusal());
    truth("Deer", "groundtruth_rect.txt", 0);
    assertTrue(refusal().contains("no folder of pictures"), refusal());
    pictures("Deer", 1, 0, "jpg");
    TextFiles.write(root.resolve("Deer/img/notes.txt"), "");
    assertTrue(refusal().contains("groundtruth_rect.txt, line 1: no box"), refusal());
    pictures("Deer", 1, 2, "jpg");
    assertTrue(
        refusal().contains("groundtruth_rect.txt, line 1: 0 boxes for the 2 pictures of Deer"),
        refusal());
  }

  @Test
  void temporalStarts_ofTiger1_leaveOutItsFirstFrames() {
    truth("Tiger1", "groundtruth_rect.txt", 60);
    pictures("Tiger1", 1, 60, "jpg");
    Sequence tiger = sequence();
    assertEquals(60, Protocol.OPE.passes(tiger).get(0).size());
    List<Sequence> passes = Protocol.TRE.passes(tiger);
    assertEquals(20, passes.size());
    assertEquals("0006.jpg", first(passes.get(0)));
    assertEquals(20, passes.get(19).size());
  }

  private Sequence sequence() {
    try {
      return OtbSequences.read(root).get(0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
