package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;

class BoxFileTest {
  @TempDir private Path folder;

  private Path file(String text) {
    return TextFiles.write(folder.resolve("groundtruth_rect.txt"), text);
  }

  @Test
  void separators_mayBeMixed() throws IOException {
    Path file = file("1,2,3,4\r\n 1\t2 3\t4\n\n1, 2,  3 ,4\n+1 2.0 3e0 4\n");
    assertEquals(java.util.Collections.nCopies(4, new Box(1, 2, 3, 4)), BoxFile.read(file));
  }

  @Test
  void nan_saysThatNothingIsSeen() throws IOException {
    List<Box> boxes = BoxFile.read(file("1,2,3,4\nNaN,nan,NAN,nan\n1,2,0,0\n"));
    assertTrue(boxes.get(0).isPresent());
    assertFalse(boxes.get(1).isPresent());
    assertFalse(boxes.get(2).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1;2;3;4",
        "1,2,3",
        "1,2,3,4,5",
        "1,,3,4",
        "a,2,3,4",
        "1,2,3,inf",
        "1,2,-3,4",
        "1,2,3,0x4",
        "1,2,3,4d",
        "1|2|3|4",
        "1,2,3,4,"
      })
  void whatIsNoBox_isRefusedByFileAndLine(String line) {
    Path file = file("1,2,3,4\n" + line + "\n");
    InputException e = assertThrows(InputException.class, () -> BoxFile.read(file));
    assertTrue(e.getMessage().contains("groundtruth_rect.txt, line 2: '"), e.getMessage());
  }
}
