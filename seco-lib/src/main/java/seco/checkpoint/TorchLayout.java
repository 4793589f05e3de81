package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import seco.InputException;

/**
 * Where the parts of a PyTorch file stand.
 *
 * @param form {@code zip} or {@code legacy}
 * @param root what its pickle holds
 * @param storages first byte of each storage's elements in the file, by key
 * @param order of the elements' bytes
 */
record TorchLayout(String form, Object root, Map<String, Long> storages, ByteOrder order) {
  private static final int FIRST_OF_ZIP = 0x50;
  private static final int SECOND_OF_ZIP = 0x4b;
  private static final int FIRST_OF_PICKLE = 0x80;

  /**
   * Understands a file by its content.
   *
   * @throws InputException if it is no whole file of {@code torch.save}
   */
  static TorchLayout read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size == 0) {
      throw new InputException(file + ": is empty");
    }
    BoundedInput in = new BoundedInput(file, channel, 0, size);
    int first = in.unsignedByte();
    if (first == FIRST_OF_ZIP && size > 1 && in.unsignedByte() == SECOND_OF_ZIP) {
      return ZipLayout.read(file, channel);
    }
    if (first == FIRST_OF_PICKLE) {
      return LegacyLayout.read(new BoundedInput(file, channel, 0, size));
    }
    throw new InputException(file + ": is no checkpoint of PyTorch (neither a zip nor a pickle)");
  }
}
