package seco.data.fetch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import seco.run.SafeFile;

/**
 * What is known of a file in its place: {@code FILE.source.json}, and the sum alone in {@code
 * FILE.sha256}, which {@code sha256sum -c} reads.
 *
 * @param file its name
 * @param bytes its size
 * @param modified its time, by which a later change is noticed
 * @param sha256 its sum
 * @param verified the sum that it was compared with; null if none was known
 * @param source where it came from; null if it was put there by other means
 * @param etag the server's name of its content
 * @param lastModified the server's date of it
 * @param recorded when this was written, UTC
 */
record Receipt(
    String file,
    long bytes,
    String modified,
    String sha256,
    @Nullable String verified,
    @Nullable String source,
    @Nullable String etag,
    @Nullable String lastModified,
    String recorded) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** Notes what is known of a file that is in its place now. */
  static Receipt of(Path file, String sha256, @Nullable Checksum verified, @Nullable Origin origin)
      throws IOException {
    return new Receipt(
        file.getFileName().toString(),
        Files.size(file),
        Files.getLastModifiedTime(file).toString(),
        sha256,
        verified == null ? null : verified.toString(),
        origin == null ? null : origin.url(),
        origin == null ? null : origin.etag(),
        origin == null ? null : origin.lastModified(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The receipt beside a file; null if there is none, or the file has changed since. */
  static @Nullable Receipt read(Path file) throws IOException {
    Path place = place(file);
    if (!Files.exists(place)) {
      return null;
    }
    try {
      Receipt receipt = GSON.fromJson(Files.readString(place), Receipt.class);
      boolean current =
          receipt != null
              && receipt.bytes == Files.size(file)
              && Files.getLastModifiedTime(file).toString().equals(receipt.modified);
      return current ? receipt : null;
    } catch (JsonParseException e) {
      return null; // then the file is read again
    }
  }

  /** Writes both beside the file. */
  void write(Path beside) throws IOException {
    Path sum = beside.resolveSibling(beside.getFileName() + ".sha256");
    SafeFile.writeText(sum, sha256 + "  " + file + "\n");
    SafeFile.writeText(place(beside), GSON.toJson(this) + "\n");
  }

  /** Where the file came from; null if it was put there by other means. */
  @Nullable Origin origin() {
    return source == null ? null : new Origin(source, etag, lastModified, bytes);
  }

  /** Whether the file is known to have a sum. */
  boolean has(Checksum sum) {
    return sum.toString().equals(verified)
        || sum.kind() == Checksum.Kind.SHA256 && sum.hex().equals(sha256);
  }

  private static Path place(Path file) {
    return file.resolveSibling(file.getFileName() + ".source.json");
  }
}
