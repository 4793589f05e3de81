package seco.data.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about a file, by which a later answer is known to be of the same file.
 *
 * @param url where it was asked for
 * @param etag the server's name for this content
 * @param lastModified the server's date of it
 * @param bytes size of the whole file; -1 if the server does not say
 */
record Origin(String url, @Nullable String etag, @Nullable String lastModified, long bytes) {
  /** What an answer says of the whole file. */
  static Origin of(URI source, Answer answer) {
    ContentRange range = answer.range();
    long bytes = answer.status() == 206 && range != null ? range.total() : answer.length();
    return new Origin(
        source.toString(), answer.header("ETag"), answer.header("Last-Modified"), bytes);
  }

  /** What a server compares to know whether the file is still the same; null if it gave nothing. */
  @Nullable String validator() {
    // A weak name allows other bytes of the same meaning, so it does not do for parts of a file.
    return etag != null && !etag.startsWith("W/") ? etag : lastModified;
  }

  /** Whether both have one name for the content, byte for byte. */
  boolean hasNameOf(Origin other) {
    return etag != null && !etag.startsWith("W/") && etag.equals(other.etag);
  }

  /** Whether nothing that both say contradicts that they are about the same content. */
  boolean agreesWith(Origin other) {
    return agree(etag, other.etag)
        && agree(lastModified, other.lastModified)
        && (bytes < 0 || other.bytes < 0 || bytes == other.bytes);
  }

  private static boolean agree(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }
}
