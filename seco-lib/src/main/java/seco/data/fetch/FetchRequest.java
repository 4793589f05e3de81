package seco.data.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * A file that is wanted.
 *
 * @param sources where it can be had, the preferred one first; none for a file that somebody has to
 *     put in its place by hand
 * @param target where it shall stand
 * @param bytes its size; 0 if that is not known
 * @param sum its sum; null if that is not known
 */
public record FetchRequest(List<URI> sources, Path target, long bytes, @Nullable Checksum sum) {
  /**
   * @throws InputException if the size is negative
   */
  public FetchRequest {
    if (bytes < 0) {
      throw new InputException(target + ": a size of " + bytes + " bytes cannot be");
    }
    sources = List.copyOf(sources);
  }
}
