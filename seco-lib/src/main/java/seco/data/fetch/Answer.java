package seco.data.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server's answer whose body has not been read yet. */
final class Answer implements Closeable {
  private static final int WHOLE = 200;
  private static final int PART = 206;
  private static final int BEYOND_THE_END = 416;

  private final HttpResponse<InputStream> response;
  private final InputStream body;

  Answer(HttpResponse<InputStream> response, Duration stall) {
    this.response = response;
    body = new StallGuard(response.body(), stall);
  }

  int status() {
    return response.statusCode();
  }

  boolean isWhole() {
    return status() == WHOLE;
  }

  boolean isPart() {
    return status() == PART;
  }

  boolean isBeyondTheEnd() {
    return status() == BEYOND_THE_END;
  }

  @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** Bytes of this body; -1 if the server does not say. */
  long length() {
    String length = header("Content-Length");
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
  }

  @Nullable ContentRange range() {
    return ContentRange.parse(header("Content-Range"));
  }

  InputStream body() {
    return body;
  }

  /** Why this answer is neither a file nor a part of one. */
  IOException refusal() {
    int status = status();
    if (status >= 300 && status < 400) {
      return new MirrorException("HTTP " + status + ", " + redirection());
    }
    if (status == 408 || status == 429 || status >= 500) {
      return new BusyException("HTTP " + status, waitAsked());
    }
    return new MirrorException("HTTP " + status);
  }

  private String redirection() {
    String place = header("Location");
    boolean open = place != null && place.startsWith("http:");
    return open && "https".equals(response.uri().getScheme())
        ? "it redirects to " + place + ", which is not encrypted"
        : "it redirects without end or to nowhere";
  }

  private Duration waitAsked() {
    String seconds = header("Retry-After");
    boolean number = seconds != null && seconds.matches("\\d{1,9}");
    return Duration.ofSeconds(number ? Long.parseLong(String.valueOf(seconds)) : 0);
  }

  /** The place that answered, after redirections. */
  URI place() {
    return response.uri();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
