package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.InputException;
import seco.tensor.ElementType;
import seco.tensor.SafeTensors;
import seco.tensor.SafeTensors.Described;

/** A file of weights, of PyTorch or safetensors, told apart by its content. */
public final class WeightsFile {
  private static final int START_BYTES = Long.BYTES + 1;

  private final Path file;
  private final String format;
  private final Map<String, Described> tensors;
  private final Map<String, ElementType> stored;
  private final Map<String, String> notes;
  private final SafeTensors.Source source;
  private final SafeTensors.Source storedSource;

  private WeightsFile(
      Path file,
      String format,
      Map<String, ElementType> stored,
      Map<String, Described> tensors,
      Map<String, String> notes,
      SafeTensors.Source source,
      SafeTensors.Source storedSource) {
    this.file = file;
    this.format = format;
    this.stored = Collections.unmodifiableMap(stored);
    this.tensors = Collections.unmodifiableMap(tensors);
    this.notes = Collections.unmodifiableMap(notes);
    this.source = source;
    this.storedSource = storedSource;
  }

  /**
   * Reads what a file holds, without the values.
   *
   * @throws InputException if it is refused, as {@link TorchFile#read} or {@link SafeTensors} say
   */
  public static WeightsFile read(Path file) throws IOException {
    if (Files.isRegularFile(file) && isSafeTensors(file)) {
      Map<String, Described> tensors = new LinkedHashMap<>();
      Map<String, ElementType> stored = new LinkedHashMap<>();
      for (Described tensor : SafeTensors.describe(file)) {
        tensors.put(tensor.name(), tensor);
        stored.put(tensor.name(), tensor.type());
      }
      SafeTensors.Source source = SafeTensors.source(file);
      return new WeightsFile(file, "safetensors", stored, tensors, Map.of(), source, source);
    }
    return of(TorchFile.read(file));
  }

  private static WeightsFile of(TorchFile torch) {
    Map<String, Described> tensors = new LinkedHashMap<>();
    Map<String, ElementType> stored = new LinkedHashMap<>();
    torch
        .tensors()
        .forEach(
            (name, tensor) -> {
              stored.put(name, tensor.type());
              tensors.put(name, new Described(name, tensor.type().widened(), tensor.shape()));
            });
    return new WeightsFile(
        torch.file(),
        "PyTorch " + torch.form(),
        stored,
        tensors,
        torch.notes(),
        described -> torch.tensor(described.name()).bytes(),
        described -> torch.tensor(described.name()).storedBytes());
  }

  /** A length that the file can hold, then JSON: no file of PyTorch begins so. */
  private static boolean isSafeTensors(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer start = ByteBuffer.allocate(START_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (start.hasRemaining()) {
        if (channel.read(start, start.position()) < 0) {
          return false;
        }
      }
      long length = start.flip().getLong();
      return length > 0 && length < channel.size() && start.get() == '{';
    }
  }

  public Path file() {
    return file;
  }

  /** {@code PyTorch zip}, {@code PyTorch legacy} or {@code safetensors}. */
  public String format() {
    return format;
  }

  public CheckpointKind kind() {
    return CheckpointKind.of(tensors.keySet());
  }

  /**
   * The tensors by name, in the file's order, with the types in which {@link #values} gives them:
   * half precision in a file of PyTorch becomes float32.
   */
  public Map<String, Described> tensors() {
    return tensors;
  }

  /** The type in which a tensor stands in the file. */
  public ElementType storedType(String name) {
    ElementType type = stored.get(name);
    if (type == null) {
      throw new InputException(file + ": no tensor " + name);
    }
    return type;
  }

  /** All other values by name, as texts. */
  public Map<String, String> notes() {
    return notes;
  }

  /**
   * A tensor's values: row-major, little-endian.
   *
   * @throws InputException if they are too many for one array, or the file has changed
   */
  public ByteBuffer values(Described tensor) throws IOException {
    return source.values(tensor);
  }

  /**
   * A tensor's values as they stand in the file, of its {@link #storedType}: row-major,
   * little-endian.
   *
   * @throws InputException as {@link #values}
   */
  public ByteBuffer storedValues(Described tensor) throws IOException {
    return storedSource.values(tensor);
  }
}
