package seco.checkpoint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import seco.checkpoint.TorchObjects.StorageView;

/**
 * The form before PyTorch 1.6: pickles of a magic number, the protocol, the system, the content and
 * the storages' keys; then each storage as its number of elements and its bytes, little-endian.
 */
final class LegacyLayout {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final Long PROTOCOL = 1001L;

  private LegacyLayout() {}

  static TorchLayout read(BoundedInput in) throws IOException {
    if (!MAGIC.equals(plain(in))) {
      throw in.refusal("a pickle, but none of torch.save");
    }
    Object protocol = plain(in);
    if (!PROTOCOL.equals(protocol)) {
      throw in.refusal("damaged or of another version of torch.save than " + PROTOCOL);
    }
    if (!(plain(in) instanceof Map<?, ?>)) {
      throw in.refusal("damaged: no description of the system");
    }
    TorchObjects objects = new TorchObjects(in);
    Object root = new PickleMachine(in, objects).run();
    Map<String, Long> storages = storages(in, objects.storages());
    return new TorchLayout("legacy", root, storages, ByteOrder.LITTLE_ENDIAN);
  }

  private static Object plain(BoundedInput in) throws IOException {
    return new PickleMachine(in, new TorchObjects(in)).run();
  }

  private static Map<String, Long> storages(BoundedInput in, Map<String, StorageView> named)
      throws IOException {
    if (!(plain(in) instanceof List<?> keys)) {
      throw in.refusal("damaged: no list of storages");
    }
    Map<String, Long> positions = new HashMap<>();
    for (Object key : keys) {
      StorageView storage = key instanceof String text ? named.get(text) : null;
      if (storage == null || positions.containsKey(storage.key())) {
        throw in.refusal("damaged: a storage that nothing names, or twice the same");
      }
      long elements = in.longInteger();
      if (elements != storage.total()) {
        throw in.refusal(
            "damaged: a storage of %d elements where %d are described"
                .formatted(elements, storage.total()));
      }
      positions.put(storage.key(), in.position());
      in.skip(elements * storage.type().bytes());
    }
    if (positions.size() != named.size()) {
      throw in.refusal("damaged: describes storages that it does not hold");
    }
    return positions;
  }
}
