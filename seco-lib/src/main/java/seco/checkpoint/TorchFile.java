package seco.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.InputException;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/**
 * A file as PyTorch's {@code torch.save} writes it, {@code .pth} or {@code .pth.tar}: the zip form
 * and the older one, told apart by their content.
 *
 * <p>The file is read as data. Nothing in it is run, and it is refused whole if it asks for more
 * than tensors, dictionaries and plain values. Sizes are held against the file's own length before
 * room is made for them; values are read tensor by tensor, so a file may be larger than memory.
 */
public final class TorchFile {
  private static final long FEW_BYTES = 1 << 26;
  private static final int TIMES_THE_FILE = 4;

  private final Path file;
  private final String form;
  private final Map<String, TorchTensor> tensors;
  private final Map<String, String> notes;

  private TorchFile(
      Path file, String form, Map<String, TorchTensor> tensors, Map<String, String> notes) {
    this.file = file;
    this.form = form;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.notes = Collections.unmodifiableMap(notes);
  }

  /**
   * Reads what a file holds, without the values. The zip form's checksums are compared.
   *
   * @throws InputException if the file is absent, empty, cut off, damaged, of another kind, or asks
   *     to build what is not allowed; the message names it
   */
  public static TorchFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      TorchLayout layout = TorchLayout.read(file, channel);
      Leaves leaves = Leaves.of(file, layout.root());
      requirePossible(file, leaves, channel.size());
      Map<String, TorchTensor> tensors = new LinkedHashMap<>();
      leaves.tensors().forEach((name, view) -> tensors.put(name, tensor(file, name, view, layout)));
      return new TorchFile(file, layout.form(), tensors, leaves.notes());
    }
  }

  private static TorchTensor tensor(Path file, String name, TensorView view, TorchLayout layout) {
    Long start = layout.storages().get(view.key());
    if (start == null) {
      throw new InputException(file + ": damaged, " + name + " has no storage");
    }
    return new TorchTensor(file, name, view, start, layout.order());
  }

  /** Views may share a storage and repeat its elements, but a small file holds no huge tensors. */
  private static void requirePossible(Path file, Leaves leaves, long fileBytes) {
    long most = Math.max(FEW_BYTES, TIMES_THE_FILE * fileBytes);
    long bytes = 0;
    for (Map.Entry<String, TensorView> tensor : leaves.tensors().entrySet()) {
      TensorView view = tensor.getValue();
      bytes += Math.min(view.elements(), most + 1) * view.type().bytes();
      if (bytes > most) {
        throw new InputException(
            "%s: damaged, its %d bytes stand for more than %d bytes of values, up to the tensor %s"
                .formatted(file, fileBytes, most, TorchObjects.printable(tensor.getKey())));
      }
    }
  }

  public Path file() {
    return file;
  }

  /** {@code zip} or {@code legacy}. */
  public String form() {
    return form;
  }

  /** The tensors by name, in the file's order; nested dictionaries' names are joined by dots. */
  public Map<String, TorchTensor> tensors() {
    return tensors;
  }

  /** All other values by name, as texts: epochs, settings, and whatever else stands there. */
  public Map<String, String> notes() {
    return notes;
  }

  /**
   * The tensor of a name.
   *
   * @throws InputException if there is none
   */
  public TorchTensor tensor(String name) {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InputException(file + ": no tensor " + name + " among " + tensors.size());
    }
    return tensor;
  }

  /**
   * All tensors as arrays: half precision as float32, 16-bit whole numbers as 32-bit ones, all else
   * as in the file.
   *
   * @param manager owner of the arrays
   * @throws InputException if a tensor is too large for one array
   */
  public NamedArrays arrays(NDManager manager) throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (TorchTensor tensor : tensors.values()) {
      arrays.put(tensor.name(), array(tensor, manager));
    }
    return new NamedArrays(arrays);
  }

  static NDArray array(TorchTensor tensor, NDManager manager) throws IOException {
    long[] shape = tensor.shape().stream().mapToLong(size -> size).toArray();
    return Values.create(manager, tensor.bytes(), new Shape(shape), tensor.type().widened());
  }
}
