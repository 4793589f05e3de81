package seco.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import seco.run.Progress;

/**
 * A file on its way from one mirror: begun, continued after each interruption, checked for size.
 */
final class Download {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Http http;
  private final FetchConfig config;
  private final FetchRequest request;
  private final Part part;
  private final Consumer<String> say;
  private final Progress progress;
  private boolean pieced;

  Download(
      Http http,
      FetchConfig config,
      FetchRequest request,
      Part part,
      Consumer<String> say,
      Progress progress) {
    this.http = http;
    this.config = config;
    this.request = request;
    this.part = part;
    this.say = say;
    this.progress = progress;
  }

  /** Whether the file was put together from several answers. */
  boolean isPieced() {
    return pieced;
  }

  /**
   * Brings the part to its full size.
   *
   * @throws MirrorException if this mirror cannot give the file
   * @throws DiskException if it cannot be written
   */
  void from(URI source) throws IOException, InterruptedException {
    Retries retries = new Retries(config, part.size(), say);
    while (true) {
      try {
        pass(source);
        break;
      } catch (MirrorException | DiskException e) {
        throw e;
      } catch (IOException e) {
        retries.after(e, part.size());
      }
    }
    if (request.sum() == null && request.bytes() == 0) {
      requireEnd(source);
    }
  }

  private void pass(URI source) throws IOException, InterruptedException {
    long from = resumable(source);
    try (Answer answer = http.get(source, headers(source, from))) {
      if (from > 0 && answer.isBeyondTheEnd()) {
        judgeEnd(answer);
      } else if (from > 0 && answer.isPart()) {
        goOn(source, answer);
        copy(answer, total(source, answer));
      } else if (answer.isWhole()) {
        begin(source, answer);
        copy(answer, total(source, answer));
      } else {
        throw answer.refusal();
      }
    }
  }

  /** Where to go on: the bytes of the part, or 0 if they cannot be trusted to fit. */
  private long resumable(URI source) throws IOException {
    Origin origin = part.origin();
    long size = part.size();
    if (size == 0 || origin == null || request.bytes() > 0 && size > request.bytes()) {
      return 0;
    }
    boolean same = origin.url().equals(source.toString()) && origin.validator() != null;
    return same || request.sum() != null ? size : 0;
  }

  private Map<String, String> headers(URI source, long from) {
    Map<String, String> headers = new HashMap<>();
    if (from > 0) {
      headers.put("Range", "bytes=" + from + "-");
      Origin origin = Objects.requireNonNull(part.origin());
      @Nullable String validator = origin.validator();
      if (validator != null && origin.url().equals(source.toString())) {
        headers.put("If-Range", validator);
      }
    }
    return headers;
  }

  private void goOn(URI source, Answer answer) throws IOException {
    ContentRange range = answer.range();
    Origin there = Origin.of(source, answer);
    Origin ours = Objects.requireNonNull(part.origin());
    boolean elsewhere = !ours.url().equals(there.url());
    boolean same = elsewhere || ours.agreesWith(there);
    if (!elsewhere && range != null && ours.hasNameOf(there)) {
      requirePromise(ours, there.bytes());
      same = true;
    }
    if (range == null || range.first() != part.size() || !same) {
      part.clear();
      String why = same ? "it sent another part than it was asked for" : "the file has changed";
      throw new IOException(why + "; it is begun anew");
    }
    requireSize(there.bytes());
    DiskSpace.require(request.target(), Math.max(0, there.bytes() - part.size()));
    say.accept(source + ": goes on after " + DiskSpace.text(part.size()));
    pieced = true;
  }

  private void begin(URI source, Answer answer) throws IOException {
    Origin there = Origin.of(source, answer);
    requireSize(there.bytes());
    long size = there.bytes() >= 0 ? there.bytes() : request.bytes();
    DiskSpace.require(request.target(), Math.max(0, size - part.size()));
    if (part.size() > 0) {
      say.accept(source + ": " + whyAnew(there) + ", so it is begun anew");
    }
    String length = size > 0 ? DiskSpace.text(size) : "of a size that the server does not say";
    String free = DiskSpace.text(DiskSpace.freeAt(request.target()));
    say.accept(source + ": " + length + ", to " + request.target() + "; free there: " + free);
    part.begin(there);
    pieced = false;
  }

  private String whyAnew(Origin there) {
    Origin ours = part.origin();
    if (ours == null) {
      return "nothing tells where the part that is here came from";
    }
    if (!ours.url().equals(there.url())) {
      return "the part that is here came from " + ours.url();
    }
    if (!ours.agreesWith(there)) {
      return "the file has changed on the server";
    }
    return ours.validator() == null
        ? "the server gives neither ETag nor date to know the file by"
        : "the server does not give parts of it";
  }

  private void requireSize(long bytes) throws MirrorException {
    if (request.bytes() > 0 && bytes >= 0 && bytes != request.bytes()) {
      throw new MirrorException(
          "the file there has " + bytes + " bytes, expected " + request.bytes());
    }
  }

  /** Bytes of the whole file; -1 if nobody knows. */
  private long total(URI source, Answer answer) {
    return request.bytes() > 0 ? request.bytes() : Origin.of(source, answer).bytes();
  }

  private void copy(Answer answer, long total) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    InputStream in = answer.body();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (part.size() == 0) {
        FirstBytes.requireNoPage(buffer, count, request.target());
      }
      if (total >= 0 && part.size() + count > total) {
        part.clear();
        throw new MirrorException("it sent more than the " + total + " bytes of the file");
      }
      part.append(buffer, count);
      progress.at(part.size(), Math.max(0, total));
    }
    if (part.size() < total) {
      throw new IOException("it ended after " + part.size() + " of " + total + " bytes");
    }
  }

  /** The server says that nothing follows what is here. */
  private void judgeEnd(Answer answer) throws IOException {
    ContentRange range = answer.range();
    Origin ours = Objects.requireNonNull(part.origin());
    if (range == null || range.total() != part.size()) {
      part.clear();
      throw new IOException("the part that is here reaches beyond the file's end; begun anew");
    }
    requirePromise(ours, range.total());
    pieced = true;
  }

  /** Requires the size that was promised first, unless a sum or a size will tell what is right. */
  private void requirePromise(Origin ours, long total) throws MirrorException {
    boolean kept = ours.bytes() < 0 || total < 0 || ours.bytes() == total;
    if (!kept && request.sum() == null && request.bytes() != total) {
      throw new MirrorException(
          "it promised " + ours.bytes() + " bytes, but the file ends after " + total);
    }
  }

  /** Where neither size nor sum is known, the server's word is checked by asking for one more. */
  private void requireEnd(URI source) throws IOException, InterruptedException {
    long size = part.size();
    Map<String, String> next = Map.of("Range", "bytes=" + size + "-" + size);
    try (Answer answer = http.get(source, next)) {
      ContentRange range = answer.range();
      if (answer.isPart() && range != null && range.first() == size) {
        part.clear();
        throw new MirrorException(
            "it promised " + size + " bytes, but the file goes on after them");
      }
    } catch (MirrorException e) {
      throw e;
    } catch (IOException e) {
      // no answer to a question that only a server that gives parts can answer
    }
  }
}
