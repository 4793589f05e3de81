package seco.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import seco.InputException;
import seco.run.SafeFile;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;
import seco.tensor.SafeTensors.Described;

/**
 * Writes a plain state dict as a file of PyTorch, in the zip form, which {@code
 * torch.load(weights_only=True)} reads. The same tensors give the same bytes: no time, host or path
 * is in them. Tensors that share memory are each written whole.
 */
public final class TorchFileWriter {
  private static final String FOLDER = "archive/";
  private static final String FORMAT_VERSION = "3\n";

  private TorchFileWriter() {}

  /** Writes arrays by their names, whole: beside the file's place, then moved there. */
  public static void write(Path file, NamedArrays arrays) throws IOException {
    write(file, SafeTensors.describe(arrays), array -> arrays.get(array.name()).toByteBuffer());
  }

  /**
   * Writes a file whole, its values taken from {@code source} one tensor after the other, so that
   * it may be larger than memory; one tensor has at most 2 GB.
   *
   * @throws InputException if two tensors have the same name
   */
  public static void write(Path file, List<Described> tensors, SafeTensors.Source source)
      throws IOException {
    requireNames(file, tensors);
    SafeFile.write(file, out -> write(out, 0, tensors, source));
  }

  private static void requireNames(Path file, List<Described> tensors) {
    Set<String> names = new HashSet<>();
    for (Described tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new InputException(file + ": two tensors with the name " + tensor.name());
      }
    }
  }

  /** Writes to a stream that stands at a place of its file. */
  static void write(
      OutputStream out, long position, List<Described> tensors, SafeTensors.Source source)
      throws IOException {
    StoredZip zip = new StoredZip(out, position);
    zip.add(FOLDER + "data.pkl", ByteBuffer.wrap(StateDictPickle.of(tensors)));
    zip.add(FOLDER + "byteorder", text("little"));
    int key = 0;
    for (Described tensor : tensors) {
      ByteBuffer values = source.values(tensor);
      if (values.remaining() != tensor.bytes()) {
        throw new IllegalStateException(
            tensor.name() + ": " + values.remaining() + " bytes, expected " + tensor.bytes());
      }
      zip.add(FOLDER + "data/" + key++, values);
    }
    zip.add(FOLDER + "version", text(FORMAT_VERSION));
    zip.finish();
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
