package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hmdb51SplitsTest {
  @TempDir Path folder;
  private Path inside = Path.of("");

  @BeforeEach
  void makeSplits() throws IOException {
    inside = folder.resolve("testTrainMulti_7030_splits");
    for (int split = 1; split <= 3; split++) {
      String end = "_test_split" + split + ".txt";
      Texts.write(
          inside.resolve("ride_bike" + end),
          "#437_How_To_Ride_A_Bike_ride_bike_f_cm_np1_ba_med_0.avi 1 \r\nunused.avi 0 \r\n"
              + "\r\na&b;(c)!_ride_bike_1.avi 2 \r\n");
      Texts.write(inside.resolve("brush_hair" + end), "\uFEFFa.avi 1 \nb.avi\t2\n");
      Texts.write(inside.resolve("._brush_hair" + end), "\0\0\0");
    }
    Texts.write(inside.resolve("README.txt"), "not a class");
  }

  @Test
  void classes_areNumberedAlphabetically_andMarksAreParts() throws IOException {
    OfficialSplits splits = SplitForm.HMDB51.read(folder, List.of(1, 3));

    assertEquals(List.of("brush_hair", "ride_bike"), splits.classes());
    assertEquals(
        List.of("train1", "test1", "train3", "test3"),
        splits.parts().stream().map(ListedPart::name).toList());
    assertEquals(
        List.of(
            "brush_hair/a.avi 0",
            "ride_bike/#437_How_To_Ride_A_Bike_ride_bike_f_cm_np1_ba_med_0.avi 1"),
        Texts.videos(splits, "train3"));
    assertEquals(
        List.of("brush_hair/b.avi 0", "ride_bike/a&b;(c)!_ride_bike_1.avi 1"),
        Texts.videos(splits, "test1"));
    assertEquals(
        List.of("1 videos of the split's files are marked 0, for neither part"),
        Texts.part(splits, "test1").notes());
    assertEquals(2, Texts.part(splits, "train1").sources().size());
    assertEquals(splits, SplitForm.HMDB51.read(inside, List.of(1, 3)));
  }

  @ParameterizedTest
  @CsvSource({
    "c.avi 3, 'c.avi 3'",
    "c.avi, 'c.avi'",
    "c.avi one, 'c.avi one'",
    "a.avi 2, 'a.avi' stands in",
  })
  void wrongLine_isRefused_namingFileLineAndValue(String line, String value) throws IOException {
    Path file = inside.resolve("brush_hair_test_split2.txt");
    Files.writeString(file, Files.readString(file) + "\n" + line + "\n");

    Texts.refused(
        () -> SplitForm.HMDB51.read(folder, SplitForm.SPLITS),
        file + ", line 4: ",
        value.replace("'a.avi'", "'brush_hair/a.avi'"));
  }

  @Test
  void missingFiles_areNamed() throws IOException {
    Files.delete(inside.resolve("brush_hair_test_split2.txt"));
    Texts.refused(
        () -> SplitForm.HMDB51.read(folder, SplitForm.SPLITS),
        inside.resolve("brush_hair_test_split2.txt") + ": missing");
    assertEquals(2, SplitForm.HMDB51.read(folder, List.of(1)).parts().size());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Texts.refused(() -> SplitForm.HMDB51.read(empty, List.of(1)), empty, "CLASS_test_split1.txt");
    Path none = folder.resolve("none");
    Texts.refused(() -> SplitForm.HMDB51.read(none, List.of(1)), none + ": no such");
  }

  @Test
  void sameName_inTwoClasses_isTwoVideos() throws IOException {
    Path file = inside.resolve("ride_bike_test_split1.txt");
    Files.writeString(file, "a.avi 2\n");
    assertEquals(
        List.of("brush_hair/b.avi 0", "ride_bike/a.avi 1"),
        Texts.videos(SplitForm.HMDB51.read(folder, List.of(1)), "test1"));
  }
}
