package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorsTableTest {
  @TempDir Path folder;

  private Path write(String rows) throws IOException {
    return Texts.write(folder.resolve("t.videos.csv"), Texts.HEADER + rows);
  }

  @Test
  void rows_withQuotesCommasAndBlanks_areRead() throws IOException {
    Path file =
        write(
            "#1 a.avi,,12,320,240,25,0.48,99,ab,ok,\r\n"
                + "\"my class/a, \"\"b\"\" .mp4\",my class,,,,,,99,ab,truncated,\"says 3,\n"
                + "finds 2\"\r\n"
                + " c/d.avi ,c,7,320,240,25,0.48,99,ab,count-mismatch,x");
    assertEquals(
        List.of(
            new DoctorsTable.Row("#1 a.avi", "", 12, 25, "ok", "line 2"),
            new DoctorsTable.Row("my class/a, \"b\" .mp4", "my class", 0, 0, "truncated", "line 3"),
            new DoctorsTable.Row(" c/d.avi ", "c", 7, 25, "count-mismatch", "line 5")),
        DoctorsTable.read(file).rows());
  }

  @Test
  void frameAt_time_isTheFrameThatIsShown() {
    DoctorsTable.Row row = new DoctorsTable.Row("a", "", 100, 25, "ok", "line 2");
    assertEquals(0, row.frameAt(0));
    assertEquals(6, row.frameAt(0.25));
    assertEquals(99, row.frameAt(4.5), "behind the end");
    assertEquals(-1, new DoctorsTable.Row("a", "", 100, 0, "ok", "line 2").frameAt(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b.avi,a,,320,240,25,1,9,ab,ok,           | line 3: frames ''",
        "a/b.avi,a,0,320,240,25,1,9,ab,ok,          | line 3: frames '0' is no number of frames; let the doctor decode",
        "a/b.avi,a,-1,320,240,25,1,9,ab,truncated,  | line 3: frames '-1'",
        "a/b.avi,a,many,320,240,25,1,9,ab,ok,       | line 3: frames 'many'",
        "a/b.avi,a,3,320,240,25,1,9,,ok,            | line 3: sha256 '', so the frames are what the header says",
        "a/b.avi,a,3,320,240,25,1,9,ab,,            | line 3: a row without",
        ",a,3,320,240,25,1,9,ab,ok,                 | line 3: a row without",
        "a/b.avi,a,3                                | line 3: 3 fields, expected 11",
      })
  void wrongRow_isRefused_namingFileLineAndValue(String row, String value) throws IOException {
    Path file = write("x/y.avi,x,5,320,240,25,1,9,ab,ok,\n" + row + "\n");
    Texts.refused(() -> DoctorsTable.read(file), file, value);
  }

  @Test
  void otherFiles_areRefused() throws IOException {
    Texts.refused(() -> DoctorsTable.read(write("")), "names no video");
    Texts.refused(() -> DoctorsTable.read(folder), "no such table");
    Path other = Texts.write(folder.resolve("list.txt"), "a.avi 3 0\n");
    Texts.refused(() -> DoctorsTable.read(other), other + ", line 1: no column 'file'");
  }
}
