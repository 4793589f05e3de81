package seco.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file on a server, read in parts as if it lay here. Blocks of 256 KiB are asked for, and the
 * last of them kept.
 */
final class HttpRanges implements SeekableByteChannel {
  private static final int BLOCK_BYTES = 1 << 18;
  private static final int BLOCKS_KEPT = 32;

  private final Http http;
  private final FetchConfig config;
  private final Consumer<String> say;
  private final URI source;
  private final Origin origin;
  private final LinkedHashMap<Long, byte[]> blocks = new LinkedHashMap<>(64, 0.75f, true);
  private long position;
  private long received;
  private boolean closed;

  private HttpRanges(
      Http http, FetchConfig config, Consumer<String> say, URI source, Origin origin) {
    this.http = http;
    this.config = config;
    this.say = say;
    this.source = source;
    this.origin = origin;
  }

  /**
   * Opens a file.
   *
   * @throws MirrorException if the server does not give parts of it, or not its size
   */
  static HttpRanges open(Http http, FetchConfig config, Consumer<String> say, URI source)
      throws IOException, InterruptedException {
    Retries retries = new Retries(config, 0, say);
    while (true) {
      try (Answer answer = http.get(source, Map.of("Range", "bytes=0-0"))) {
        if (answer.isWhole()) {
          throw new MirrorException(
              "the server does not give parts of a file; fetch the whole archive and unpack it");
        }
        ContentRange range = answer.range();
        if (!answer.isPart()) {
          throw answer.refusal();
        }
        if (range == null || range.first() != 0 || range.total() < 0) {
          throw new MirrorException("the server gives parts, but not the size of the whole");
        }
        return new HttpRanges(http, config, say, source, Origin.of(source, answer));
      } catch (MirrorException e) {
        throw e;
      } catch (IOException e) {
        retries.after(e, 0);
      }
    }
  }

  /** Bytes that the server has sent. */
  long received() {
    return received;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    requireOpen();
    if (position >= size()) {
      return -1;
    }
    byte[] block = block(position / BLOCK_BYTES);
    int from = (int) (position % BLOCK_BYTES);
    int count = Math.min(into.remaining(), block.length - from);
    into.put(block, from, count);
    position += count;
    return count;
  }

  private byte[] block(long number) throws IOException {
    byte[] known = blocks.get(number);
    if (known != null) {
      return known;
    }
    byte[] block = fetched(number);
    blocks.put(number, block);
    if (blocks.size() > BLOCKS_KEPT) {
      blocks.remove(blocks.keySet().iterator().next());
    }
    return block;
  }

  private byte[] fetched(long number) throws IOException {
    Retries retries = new Retries(config, 0, say);
    try {
      while (true) {
        try {
          return asked(number);
        } catch (MirrorException e) {
          throw e;
        } catch (IOException e) {
          retries.after(e, 0);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MirrorException("interrupted", e);
    }
  }

  private byte[] asked(long number) throws IOException, InterruptedException {
    long first = number * BLOCK_BYTES;
    int count = (int) Math.min(BLOCK_BYTES, size() - first);
    try (Answer answer = http.get(source, headers(first, first + count - 1))) {
      ContentRange range = answer.range();
      if (answer.isWhole() || answer.isPart() && !origin.agreesWith(Origin.of(source, answer))) {
        throw new MirrorException(
            "the file has changed on the server; the same command begins anew");
      }
      if (!answer.isPart()) {
        throw answer.refusal();
      }
      if (range == null || range.first() != first) {
        throw new MirrorException("the server sent another part than it was asked for");
      }
      byte[] bytes = answer.body().readNBytes(count);
      received += bytes.length;
      if (bytes.length < count) {
        throw new IOException("it ended after " + bytes.length + " of " + count + " bytes");
      }
      if (answer.body().read() >= 0) { // the end must be seen for the connection to be used again
        throw new MirrorException("the server sent more than it was asked for");
      }
      return bytes;
    }
  }

  private Map<String, String> headers(long first, long last) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Range", "bytes=" + first + "-" + last);
    @Nullable String validator = origin.validator();
    if (validator != null) {
      headers.put("If-Range", validator);
    }
    return headers;
  }

  @Override
  public long size() {
    return origin.bytes();
  }

  @Override
  public long position() throws ClosedChannelException {
    requireOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long next) throws ClosedChannelException {
    requireOpen();
    if (next < 0) {
      throw new IllegalArgumentException("position " + next);
    }
    position = next;
    return this;
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
    blocks.clear();
  }
}
