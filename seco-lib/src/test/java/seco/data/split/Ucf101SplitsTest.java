package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ucf101SplitsTest {
  @TempDir Path folder;
  private Path inside = Path.of("");

  @BeforeEach
  void makeSplits() throws IOException {
    inside = folder.resolve("ucfTrainTestlist");
    Texts.write(
        inside.resolve("classInd.txt"), "\uFEFF1 ApplyEyeMakeup\r\n2 HandstandPushups\r\n\r\n");
    for (int split = 1; split <= 3; split++) {
      StringBuilder train = new StringBuilder();
      StringBuilder test = new StringBuilder();
      for (int group = 1; group <= 9; group++) {
        for (int clip = 1; clip <= 2; clip++) {
          String end = "_g%02d_c%02d.avi".formatted(group, clip);
          boolean tested = (group - 1) / 3 == split - 1;
          String eye = "ApplyEyeMakeup/v_ApplyEyeMakeup" + end;
          String hand = "HandstandPushups/v_HandStandPushups" + end;
          (tested ? test : train)
              .append(eye)
              .append(tested ? "" : " 1")
              .append(" \r\n")
              .append(hand)
              .append(tested ? "" : " 2")
              .append("\r\n\r\n");
        }
      }
      Texts.write(inside.resolve("trainlist0" + split + ".txt"), train.toString());
      Texts.write(inside.resolve("testlist0" + split + ".txt"), test.toString());
    }
  }

  @Test
  void labels_from1InTheFiles_areFrom0() throws IOException {
    OfficialSplits splits = SplitForm.UCF101.read(folder, List.of(1));

    assertEquals(List.of("ApplyEyeMakeup", "HandstandPushups"), splits.classes());
    assertEquals(
        List.of("train1", "test1"), splits.parts().stream().map(ListedPart::name).toList());
    assertEquals(24, Texts.part(splits, "train1").videos().size());
    assertEquals(
        List.of(
            "ApplyEyeMakeup/v_ApplyEyeMakeup_g01_c01.avi 0",
            "HandstandPushups/v_HandStandPushups_g01_c01.avi 1"),
        Texts.videos(splits, "test1").subList(0, 2));
    assertEquals("line 4", Texts.part(splits, "test1").videos().get(2).at());
    assertEquals(
        List.of(inside.resolve("trainlist01.txt")), Texts.part(splits, "train1").sources());
  }

  @Test
  void folder_ofTheFilesOrAboveThem_isTheSame() throws IOException {
    assertEquals(
        SplitForm.UCF101.read(folder, SplitForm.SPLITS),
        SplitForm.UCF101.read(inside, SplitForm.SPLITS));
  }

  @Test
  void trainAndTest_ofEachSplit_shareNoGroupAndHoldAllVideos() throws IOException {
    OfficialSplits splits = SplitForm.UCF101.read(folder, SplitForm.SPLITS);
    for (int split = 1; split <= 3; split++) {
      Set<String> train = groups(Texts.part(splits, "train" + split));
      Set<String> test = groups(Texts.part(splits, "test" + split));
      assertEquals(12, train.size());
      Set<String> all = new HashSet<>(train);
      all.addAll(test);
      assertEquals(train.size() + test.size(), all.size(), "a group in both parts");
      assertEquals(18, all.size());
      assertEquals(List.of(), Texts.part(splits, "train" + split).notes());
      assertEquals(
          36,
          Texts.part(splits, "train" + split).videos().size()
              + Texts.part(splits, "test" + split).videos().size());
    }
  }

  private static Set<String> groups(ListedPart part) {
    Set<String> groups = new HashSet<>();
    part.videos().forEach(video -> groups.add(video.name().replaceAll("_c\\d+\\.avi$", "")));
    return groups;
  }

  @Test
  void group_inTrainAndTest_isNoted() throws IOException {
    Path test = inside.resolve("testlist02.txt");
    String more = Files.readString(test) + "ApplyEyeMakeup/v_ApplyEyeMakeup_g01_c07.avi\n";
    Files.writeString(test, more);

    OfficialSplits splits = SplitForm.UCF101.read(folder, List.of(2));

    for (String part : List.of("train2", "test2")) {
      List<String> notes = Texts.part(splits, part).notes();
      assertEquals(1, notes.size());
      assertTrue(notes.get(0).startsWith("1 groups of clips from one source video"), notes.get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "trainlist01.txt, Jump/v_Jump_g01_c01.avi 1, 'Jump/v_Jump_g01_c01.avi'",
    "trainlist01.txt, ApplyEyeMakeup/v_x_g10_c01.avi, expected 'Class/video.avi number'",
    "trainlist01.txt, ApplyEyeMakeup/v_x_g10_c01.avi 2, label '2'",
    "trainlist01.txt, ApplyEyeMakeup/v_x_g10_c01.avi 0, label '0'",
    "trainlist01.txt, ApplyEyeMakeup/v_x_g10_c01.avi one, label 'one'",
    "trainlist01.txt, v_ApplyEyeMakeup_g10_c01.avi 1, 'v_ApplyEyeMakeup_g10_c01.avi'",
    "testlist01.txt, ApplyEyeMakeup/v_ApplyEyeMakeup_g04_c01.avi, trainlist01.txt",
    "testlist01.txt, ApplyEyeMakeup/v_x g10.avi 1, expected 'Class/video.avi'",
    "classInd.txt, 4 Jump, '4 Jump'",
    "classInd.txt, Jump, expected '3 Class'",
  })
  void wrongLine_isRefused_namingFileLineAndValue(String name, String line, String value)
      throws IOException {
    Path file = inside.resolve(name);
    long lines = Files.readAllLines(file).size();
    Files.writeString(file, Files.readString(file) + line + "\n");

    Texts.refused(
        () -> SplitForm.UCF101.read(folder, List.of(1)),
        name + ", line " + (lines + 1) + ": ",
        value);
  }

  @Test
  void line_givenTwice_countsOnce() throws IOException {
    Path file = inside.resolve("testlist01.txt");
    String text = Files.readString(file);
    Files.writeString(file, text + text);

    ListedPart part = Texts.part(SplitForm.UCF101.read(folder, List.of(1)), "test1");

    assertEquals(12, part.videos().size());
    assertEquals(12, part.repeated());
  }

  @Test
  void missingFiles_areNamed() throws IOException {
    Files.delete(inside.resolve("testlist03.txt"));
    Texts.refused(
        () -> SplitForm.UCF101.read(folder, SplitForm.SPLITS),
        inside.resolve("testlist03.txt") + ": missing",
        "--split");
    assertEquals(2, SplitForm.UCF101.read(folder, List.of(2)).parts().size());
    Files.delete(inside.resolve("classInd.txt"));
    Texts.refused(() -> SplitForm.UCF101.read(folder, List.of(1)), folder, "classInd.txt");
  }
}
