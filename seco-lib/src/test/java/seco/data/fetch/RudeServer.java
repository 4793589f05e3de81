package seco.data.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server whose manners a test writes, byte by byte: it closes every connection when it likes. */
final class RudeServer implements AutoCloseable {
  /** What it does with a request; the connection is closed afterwards. */
  interface Manners {
    /**
     * @param number of the request, from 1
     * @param from first byte asked for; -1 if none was named
     */
    void answer(int number, int from, Wire wire) throws IOException, InterruptedException;
  }

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final Manners manners;

  RudeServer(Manners manners) throws IOException {
    this.manners = manners;
    threads.execute(this::listen);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  /** The ranges asked for so far, {@code none} where none was. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      Map<String, String> headers = headers(client);
      String range = headers.getOrDefault("range", "none");
      int number;
      synchronized (ranges) {
        ranges.add(range);
        number = ranges.size();
      }
      String first = range.replaceAll("bytes=(\\d+)-.*", "$1");
      Wire wire = new Wire(client.getOutputStream(), headers);
      manners.answer(number, range.equals("none") ? -1 : Integer.parseInt(first), wire);
    } catch (IOException e) {
      // the client has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> headers(Socket client) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  /** The way back to the client. */
  static final class Wire {
    private final OutputStream out;
    private final Map<String, String> headers;

    Wire(OutputStream out, Map<String, String> headers) {
      this.out = out;
      this.headers = headers;
    }

    /** A header of the request, empty if absent. */
    String asked(String name) {
      return headers.getOrDefault(name, "");
    }

    Wire head(String status, String... lines) throws IOException {
      String head = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", lines);
      out.write(
          (head + (lines.length == 0 ? "" : "\r\n") + "Connection: close\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return this;
    }

    Wire send(byte[] bytes, int from, int to) throws IOException {
      out.write(bytes, from, to - from);
      out.flush();
      return this;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
