package seco.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.Progress;
import seco.run.SafeFile;

/**
 * Fetches files over HTTP: from mirrors in order, resumed after any interruption, and verified.
 *
 * <p>What has come of {@code FILE} lies in {@code FILE.part} until it is whole; {@code FILE.sha256}
 * and {@code FILE.source.json} then say what it is and where it came from.
 */
public final class Fetcher {
  private final FetchConfig config;
  private final Consumer<String> say;
  private final Http http;

  /**
   * @param say is told in a sentence what begins, what failed, and what is done about it
   */
  public Fetcher(FetchConfig config, Consumer<String> say) {
    this.config = config;
    this.say = say;
    http = new Http(config.stall());
  }

  /**
   * The address of a file.
   *
   * @throws InputException if it is none of {@code http} or {@code https}
   */
  public static URI address(String text) {
    return Http.address(text);
  }

  /**
   * What the first mirror that answers would give; nothing is fetched.
   *
   * @throws IOException naming each mirror with its reason, if none answers
   */
  public Offer offer(FetchRequest request) throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (URI source : request.sources()) {
      try {
        return http.offer(source);
      } catch (IOException e) {
        reasons.add(source + ": " + Http.reason(e));
      }
    }
    throw new IOException(request.target() + ": not to be had; " + String.join("; ", reasons));
  }

  /**
   * Brings a file to its place; one that is there already and as expected is left alone.
   *
   * @param progress counts bytes
   * @throws InputException if another file stands there
   * @throws IOException naming each mirror with its reason, if none gave the file; or when the disk
   *     is too small
   */
  public Fetched fetch(FetchRequest request, Progress progress)
      throws IOException, InterruptedException {
    SafeFile.requireWritable(request.target());
    if (Files.exists(request.target())) {
      return present(request);
    }
    if (request.sources().isEmpty()) {
      throw new InputException(request.target() + ": is not there; it has to be put there by hand");
    }
    List<String> reasons = new ArrayList<>();
    try (Part part = Part.open(request.target())) {
      Download download = new Download(http, config, request, part, say, progress);
      for (URI source : inOrder(request, part.origin())) {
        try {
          return from(source, request, part, download);
        } catch (MirrorException e) {
          reasons.add(source + ": " + Http.reason(e));
          boolean last = reasons.size() == request.sources().size();
          if (!last) {
            say.accept(source + ": " + Http.reason(e) + "; the next mirror is tried");
          }
        }
      }
    }
    throw new IOException(request.target() + ": not fetched; " + String.join("; ", reasons));
  }

  /** The mirrors, that of the part first: it alone can go on where no sum is known. */
  private static List<URI> inOrder(FetchRequest request, @Nullable Origin origin) {
    List<URI> sources = new ArrayList<>(request.sources());
    if (origin != null) {
      sources.stream()
          .filter(source -> source.toString().equals(origin.url()))
          .findFirst()
          .ifPresent(
              first -> {
                sources.remove(first);
                sources.add(0, first);
              });
    }
    return sources;
  }

  private Fetched from(URI source, FetchRequest request, Part part, Download download)
      throws IOException, InterruptedException {
    download.from(source);
    String wrong = mismatch(request, part.file());
    if (wrong != null && download.isPieced()) {
      say.accept(source + ": " + wrong + "; it came in pieces and is begun anew");
      part.clear();
      download.from(source);
      wrong = mismatch(request, part.file());
    }
    if (wrong != null) {
      part.clear();
      throw new MirrorException(request.target().getFileName() + ": " + wrong + "; removed");
    }
    String sha256 = sha256(request, part.file());
    Origin origin = origin(source, part);
    part.finish();
    Receipt.of(request.target(), sha256, request.sum(), origin).write(request.target());
    return new Fetched(
        request.target(),
        Files.size(request.target()),
        sha256,
        source,
        request.sum() != null,
        false);
  }

  /** What the server said of the file; only where it is from, if an earlier mirror said it. */
  private static Origin origin(URI source, Part part) throws IOException {
    Origin origin = part.origin();
    return origin != null && origin.url().equals(source.toString())
        ? origin
        : new Origin(source.toString(), null, null, part.size());
  }

  /** The sum of a file that is as expected. */
  private static String sha256(FetchRequest request, Path file) throws IOException {
    Checksum sum = request.sum();
    return sum != null && sum.kind() == Checksum.Kind.SHA256
        ? sum.hex()
        : Checksum.Kind.SHA256.of(file);
  }

  private static @Nullable String mismatch(FetchRequest request, Path file) throws IOException {
    if (request.bytes() > 0 && Files.size(file) != request.bytes()) {
      return "it has " + Files.size(file) + " bytes, expected " + request.bytes();
    }
    Checksum sum = request.sum();
    if (sum == null) {
      return null;
    }
    String found = sum.kind().of(file);
    return found.equals(sum.hex())
        ? null
        : "its " + sum.kind().word() + " is " + found + ", expected " + sum.hex();
  }

  private static Fetched present(FetchRequest request) throws IOException {
    Path file = request.target();
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": is a folder; name the file that shall stand in it");
    }
    Receipt receipt = Receipt.read(file);
    Checksum sum = request.sum();
    if (receipt == null || sum != null && !receipt.has(sum)) {
      requireExpected(request, file);
      Origin origin = receipt == null ? null : receipt.origin();
      receipt = Receipt.of(file, sha256(request, file), sum, origin);
      receipt.write(file);
    } else if (request.bytes() > 0 && receipt.bytes() != request.bytes()) {
      requireExpected(request, file);
    }
    String source = receipt.source();
    return new Fetched(
        file,
        receipt.bytes(),
        receipt.sha256(),
        source == null ? null : Http.address(source),
        sum != null || receipt.verified() != null,
        true);
  }

  private static void requireExpected(FetchRequest request, Path file) throws IOException {
    String wrong = mismatch(request, file);
    if (wrong != null) {
      throw new InputException(
          file + ": stands there already, but " + wrong + "; move it away to have it fetched");
    }
  }
}
