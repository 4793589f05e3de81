package seco.data.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import seco.run.Hashes;

/** A well-behaved HTTP server on this machine: parts of files, names of content, redirections. */
public final class FileServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Map<String, String> redirections = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  public FileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Offers a file; its address. */
  public URI offer(String path, byte[] content) {
    names.put(path, '"' + HexFormat.of().formatHex(Hashes.sha256().digest(content), 0, 6) + '"');
    files.put(path, content);
    return at(path);
  }

  URI redirect(String path, String to) {
    redirections.put(path, to);
    return at(path);
  }

  public URI at(String path) {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    return URI.create(base + path.replace(" ", "%20"));
  }

  /** Requests so far: path, and the range asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(path + (range == null ? "" : " " + range));
      String place = redirections.get(path);
      byte[] file = files.get(path);
      if (place != null) {
        exchange.getResponseHeaders().set("Location", place);
        exchange.sendResponseHeaders(302, -1);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, file, names.get(path), range);
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] file, String name, String range)
      throws IOException {
    exchange.getResponseHeaders().set("ETag", name);
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    Matcher part = RANGE.matcher(range == null ? "" : range);
    if (!part.matches() || condition != null && !condition.equals(name)) {
      exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
      exchange.getResponseBody().write(file);
      return;
    }
    int first = Integer.parseInt(part.group(1));
    if (first >= file.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    int last = part.group(2).isEmpty() ? file.length - 1 : Integer.parseInt(part.group(2));
    int end = Math.min(file.length, last + 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + file.length);
    exchange.sendResponseHeaders(206, end - first);
    exchange.getResponseBody().write(file, first, end - first);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
