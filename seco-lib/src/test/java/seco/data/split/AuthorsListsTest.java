package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorsListsTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Texts.write(folder.resolve(name), text);
  }

  private static OfficialSplits read(Path where) throws IOException {
    return SplitForm.AUTHORS.read(where, List.of());
  }

  @Test
  void roots_joinedWithASign_areOneDataSet() throws IOException {
    write("a/train_list.txt", "data/my video 30 4\r\n\r\ndata/b 12 0 \r\n");
    write("a/val_list.txt", "data/c 30 1\n");
    write("b/train_list.txt", "\uFEFFdata/d 30 2\n");
    write("b/classes.txt", "no list\n");
    Path joined = Path.of(folder.resolve("a") + "#" + folder.resolve("b"));
    OfficialSplits splits = read(joined);

    assertEquals(List.of("data/my video 4", "data/b 0", "data/d 2"), Texts.videos(splits, "train"));
    assertEquals(List.of("data/c 1"), Texts.videos(splits, "val"));
    assertEquals(5, splits.classCount());
    assertEquals(2, Texts.part(splits, "train").sources().size());
  }

  @ParameterizedTest
  @CsvSource({
    "train_list.txt, train",
    "hmdb51_test_split_2.txt, test2",
    "val.txt, val",
    "trainlist01.txt, train1",
    "kinetics400_val_list.txt, val",
    "strain.txt, all",
    "train_256.txt, train",
  })
  void name_ofAList_saysItsPart(String name, String part) throws IOException {
    assertEquals(part, read(write(name, "a 3 0\n")).parts().get(0).name());
  }

  @Test
  void wrongLines_areRefused_namingFileLineAndValue() throws IOException {
    Path file = write("train.txt", "a 3 0\nb 3 x\n");
    Texts.refused(() -> read(file), file + ", line 2: label 'x'");
    Path twice = write("val.txt", "a 3 0\na 3 1\n");
    Texts.refused(() -> read(twice), twice + ", line 2: 'a' stands in", "in another class");
  }

  @Test
  void wrongRoots_areRefused() throws IOException {
    Texts.refused(() -> read(Path.of(folder + "##" + folder)), "'##'");
    Texts.refused(() -> read(Path.of(folder + "#")), "an empty root");
    Texts.refused(() -> read(folder), folder, "train_list.txt");
    Texts.refused(() -> read(folder.resolve("no")), "no: no such list");
  }
}
