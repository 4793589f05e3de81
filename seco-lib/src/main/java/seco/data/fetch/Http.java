package seco.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** Requests to servers, with redirections followed and failures said in words. */
final class Http {
  private final HttpClient client;
  private final Duration stall;

  Http(Duration stall) {
    this.stall = stall;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // old servers stumble over offers of another
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(stall)
            .proxy(new EnvironmentProxy(System.getenv()))
            .build();
  }

  /**
   * The address of a file.
   *
   * @throws InputException if it is none of {@code http} or {@code https}
   */
  static URI address(String text) {
    URI uri = null;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      // the message below names the value
    }
    if (uri == null
        || uri.getHost() == null
        || !String.valueOf(uri.getScheme()).matches("(?i)https?")) {
      throw new InputException("'" + text + "': is no address of the form http://HOST/FILE");
    }
    return uri;
  }

  /** Asks for a file; the answer's status is for the caller to judge. */
  Answer get(URI place, Map<String, String> headers) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(place)
            .timeout(stall)
            .header("User-Agent", "seco-data")
            .header("Accept-Encoding", "identity");
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return new Answer(response, stall);
    } catch (HttpTimeoutException e) {
      throw new IOException("no answer within " + stall.toSeconds() + " s", e);
    } catch (ConnectException e) {
      if (isCausedBy(e, UnresolvedAddressException.class)) {
        throw new MirrorException("the host " + place.getHost() + " is not known", e);
      }
      throw new IOException("no connection to " + place.getHost(), e);
    } catch (SSLException e) {
      throw new MirrorException("no trusted connection (" + e.getMessage() + ")", e);
    }
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  /** A failure in words. */
  static String reason(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  /** What a server would give of a file, asked by its first byte. */
  Offer offer(URI source) throws IOException, InterruptedException {
    try (Answer answer = get(source, Map.of("Range", "bytes=0-0"))) {
      if (answer.isBeyondTheEnd()) {
        return new Offer(source, 0, true); // an empty file has no first byte
      }
      if (!answer.isWhole() && !answer.isPart()) {
        throw answer.refusal();
      }
      return new Offer(source, Origin.of(source, answer).bytes(), answer.isPart());
    }
  }
}
