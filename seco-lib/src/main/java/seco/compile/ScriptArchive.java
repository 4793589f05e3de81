package seco.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript archive with one function and no tensors. */
final class ScriptArchive {
  private static final String FOLDER = "archive/";

  /** Pickled: an object of the class in the code, with its one attribute, training = false. */
  private static final byte[] OBJECT =
      latin("\u0080\u0002c__torch__\nFunction\n)\u0081}(X\u0008\0\0\0training\u0089ub.");

  /** Pickled: an empty tuple. */
  private static final byte[] NO_CONSTANTS = latin("\u0080\u0002).");

  private ScriptArchive() {}

  /**
   * The archive of a function.
   *
   * @param lists names of its lists of tensors, such as a and b
   * @param body lines of {@code forward(self, x: Tensor, a: List[Tensor], b: …) -> Tensor}, each
   *     indented by four spaces; behind them may stand further methods, indented by two
   */
  static byte[] of(List<String> lists, String body) {
    String parameters =
        lists.stream().map(name -> ", " + name + ": List[Tensor]").collect(Collectors.joining());
    String code =
        """
        class Function(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.Function, x: Tensor%s) -> Tensor:
        """
                .formatted(parameters)
            + body;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "data.pkl", OBJECT);
      add(zip, "code/__torch__.py", code.getBytes(StandardCharsets.US_ASCII));
      add(zip, "constants.pkl", NO_CONSTANTS);
      add(zip, "version", latin("3\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("an archive in memory", e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
