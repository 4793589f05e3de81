package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.TorchObjects.StorageView;

/**
 * The form since PyTorch 1.6: a zip archive, not compressed, with the content as {@code
 * name/data.pkl} and each storage as {@code name/data/key}.
 */
final class ZipLayout {
  private static final String CONTENT = "data.pkl";
  private static final int LONGEST_WORD = 100;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, StoredEntry> entries;
  private final String folder;

  private ZipLayout(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    entries = new LinkedHashMap<>();
    for (StoredEntry entry : ZipDirectory.read(file, channel)) {
      if (entries.put(entry.name(), entry) != null) {
        throw refusal("damaged: two entries of the same name");
      }
    }
    folder = folder();
  }

  static TorchLayout read(Path file, FileChannel channel) throws IOException {
    return new ZipLayout(file, channel).layout();
  }

  private InputException refusal(String reason) {
    return new InputException(file + ": " + reason);
  }

  private String folder() {
    List<String> contents =
        entries.keySet().stream()
            .filter(name -> name.equals(CONTENT) || name.endsWith("/" + CONTENT))
            .toList();
    if (contents.size() != 1) {
      throw refusal("a zip archive, but none of torch.save (no " + CONTENT + ")");
    }
    String folder = contents.get(0).substring(0, contents.get(0).length() - CONTENT.length());
    if (entries.containsKey(folder + "constants.pkl")) {
      throw refusal("a compiled program (TorchScript), no checkpoint");
    }
    return folder;
  }

  private StoredEntry require(String name) {
    @Nullable StoredEntry entry = entries.get(folder + name);
    if (entry == null) {
      throw refusal("damaged: describes a storage that it does not hold");
    }
    return entry;
  }

  private TorchLayout layout() throws IOException {
    StoredEntry content = require(CONTENT);
    BoundedInput in = content.checked(file, channel);
    TorchObjects objects = new TorchObjects(in);
    Object root = new PickleMachine(in, objects).run();
    if (in.remaining() != 0) {
      throw refusal("damaged: bytes behind its content");
    }
    ByteOrder order = order();
    Map<String, Long> positions = new HashMap<>();
    for (StorageView storage : objects.storages().values()) {
      StoredEntry entry = require("data/" + storage.key());
      if (entry.bytes() != storage.total() * storage.type().bytes()) {
        throw refusal(
            "damaged: a storage of %d bytes where %d elements of %s are described"
                .formatted(entry.bytes(), storage.total(), storage.type().torchName()));
      }
      positions.put(storage.key(), entry.checked(file, channel).position());
    }
    return new TorchLayout("zip", root, positions, order);
  }

  /** Little-endian unless the file says otherwise; old files do not say. */
  private ByteOrder order() throws IOException {
    if (!entries.containsKey(folder + "byteorder")) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    BoundedInput in = require("byteorder").checked(file, channel);
    String word =
        new String(in.bytes(Math.min(LONGEST_WORD, in.remaining())), StandardCharsets.US_ASCII);
    return switch (word) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw refusal("damaged: unknown byte order");
    };
  }
}
