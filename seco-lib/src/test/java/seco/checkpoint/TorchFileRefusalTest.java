package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

/** Files that name code, have no end, ask for too much or are no checkpoints. */
final class TorchFileRefusalTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("file.pth");
  }

  @Test
  void unknownGlobal_usedInAnyWay_isRefusedByName() throws IOException {
    refused("os.system", new Pickle().global("os", "system").text("x").op(0x85, 'R'));
    refused("os.system", new Pickle().global("os", "system").op(')', 0x81));
    refused("os.system", new Pickle().global("os", "system").op(')', '}', 0x92));
    refused("os.system", new Pickle().global("os", "system").op('}', 'b'));
    refused("os.system", new Pickle().op('(', 'i').op("os\nsystem\n".chars().toArray()));
    refused("os.system", new Pickle().op('(').global("os", "system").op('o'));
    refused("os.system", new Pickle().text("os").text("system").op(0x93, ')', 'R'));
    refused(
        "builtins.eval",
        new Pickle()
            .global("torch._tensor", "_rebuild_from_type_v2")
            .op('(')
            .global("builtins", "eval")
            .op('N')
            .text("x")
            .op(0x85, 'N', 't', 'R'));
    refused(
        "models.Net",
        new Pickle().op('(').text("module").global("models", "Net").op('N', 'N', 't', 'Q'));
  }

  private void refused(String part, Pickle pickle) throws IOException {
    Path file = pickle.legacy(file());
    String message = assertThrows(InputException.class, () -> TorchFile.read(file)).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.startsWith(file + ": "), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void structuresWithoutEnd_areRefused() throws IOException {
    refused("nested deeper", new Pickle().op(']', 'q', 0, 'h', 0, 'a'));
    refused("no global", new Pickle().op(']', 'q', 0, ']', 'q', 1, 'h', 0, 'a', 'a', ')', 'R'));
    refused("neither a text", new Pickle().op('}', ']', 'K', 1, 's'));
    refused("bracket", new Pickle().op('t'));
    refused("none is", new Pickle().op('(', 'a'));
    refused("open brackets", new Pickle().op("(".repeat(2000).chars().toArray()));
    refused("0x50", new Pickle().op('P'));
    refused("remembered", new Pickle().op('h', 9));
    refused("protocol 1", new Pickle().op(0x80, 1));
    refused("number of", new Pickle().op(0x8b, 0, 0, 1, 0));
    refused("announced", new Pickle().op(0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80));
    refused("announced", new Pickle().op('X', 255, 255, 255, 255));
  }

  @Test
  void manyOfAFew_isRefused() throws IOException {
    Pickle doubled = new Pickle().op(']', '}', 'a', 'q', 0, '0');
    for (int i = 0; i < 40; i++) {
      doubled.op(']', '(', 'h', i, 'h', i, 'e', 'q', i + 1, '0');
    }
    refused("more than 1000000 values", doubled.op('h', 40));
  }

  @Test
  void tensorBeyondItsStorage_isRefused() throws IOException {
    long[] two = {2};
    long[] one = {1};
    refused("beyond", new Pickle().tensor("Float", "0", 2, 1, two, one));
    refused("beyond", new Pickle().tensor("Float", "0", 2, 0, two, new long[] {2}));
    refused("impossible", new Pickle().tensor("Float", "0", 2, -1, two, one));
    refused("-2", new Pickle().tensor("Float", "0", 2, 0, new long[] {-2}, one));
    long huge = Long.MAX_VALUE / 2;
    refused(
        "larger", new Pickle().tensor("Float", "0", 2, 0, new long[] {huge, 9}, new long[] {9, 9}));
    refused("elements", new Pickle().vector("Float", "0", Long.MAX_VALUE));
    refused("does not hold", new Pickle().vector("Float", "0", 2));
    refused("not read", new Pickle().vector("ComplexFloat", "0", 2));
  }

  @Test
  void otherArchives_areRefused() throws IOException {
    byte[] pickle = new Pickle().op('}').end();
    Map<String, byte[]> content = Map.of("x/data.pkl", pickle);
    refusedArchive("is compressed", content, ZipEntry.DEFLATED);
    refusedArchive("none of torch.save", Map.of("word/document.xml", pickle), ZipEntry.STORED);
    Map<String, byte[]> program = Map.of("x/data.pkl", pickle, "x/constants.pkl", pickle);
    refusedArchive("compiled program", program, ZipEntry.STORED);
  }

  private void refusedArchive(String part, Map<String, byte[]> entries, int method)
      throws IOException {
    Path file = Pickle.archive(file(), entries, method);
    String message = assertThrows(InputException.class, () -> TorchFile.read(file)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void longNamesOnManyValues_areRefused() throws IOException {
    String key = "k".repeat(200);
    Pickle pickle = new Pickle().op('}', '(');
    for (int i = 0; i < 900; i++) {
      pickle.number(i).op('K', 1);
    }
    pickle.op('u', 'q', 0, '0');
    for (int i = 0; i < 4; i++) {
      pickle.op('}', '(');
      for (int j = 0; j < 8; j++) {
        pickle.text(key + j).op('h', i);
      }
      pickle.op('u', 'q', i + 1, '0');
    }
    refused(" letters", pickle.op('h', 4));
    refused("more than 1000 letters", new Pickle().op('}').text(key.repeat(6)).op('K', 1, 's'));
  }
}
