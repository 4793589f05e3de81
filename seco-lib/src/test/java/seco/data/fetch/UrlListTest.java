package seco.data.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;

final class UrlListTest {
  @TempDir Path folder;

  @Test
  void list_withCommentsAndEmptyLines_isRead() throws IOException {
    Path list = folder.resolve("list.txt");
    Files.writeString(list, "# parts\nhttp://h/a/part_0.tar.gz\r\n\n  https://h/part_1.tar.gz\n");
    assertEquals(
        List.of(URI.create("http://h/a/part_0.tar.gz"), URI.create("https://h/part_1.tar.gz")),
        UrlList.read(list));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/a, ftp://h/b, 'line 2: ''ftp://h/b'''",
    "http://h/a, http://g/a, 'line 2: http://g/a has the file name of line 1'",
    "http://h/a, http://h/, 'line 2: http://h/: ends in no file name'",
    "http://h/a, http://h/%2e%2e, 'line 2: '",
    "http://h/a, http://h/x%2Fy, 'line 2: '",
    "#, #, holds no address",
  })
  void line_thatIsNoAddress_isRefused(String first, String second, String complaint)
      throws IOException {
    Path list = Files.write(folder.resolve("list.txt"), List.of(first, second));
    String message = assertThrows(InputException.class, () -> UrlList.read(list)).getMessage();
    assertTrue(message.startsWith(list.toString()) && message.contains(complaint), message);
  }

  @ParameterizedTest
  @CsvSource({"http://h/a%20b+c.zip?x=1, a b+c.zip", "http://h/x/%C3%A9.rar, é.rar"})
  void fileName_isDecoded(URI address, String name) {
    assertEquals(name, UrlList.fileName(address));
  }
}
