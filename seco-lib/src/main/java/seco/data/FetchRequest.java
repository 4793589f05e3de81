package seco.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * A file that is wanted.
 *
 * @param sources where it can be had, the preferred one first
 * @param target where it shall stand
 * @param bytes its size; 0 if that is not known
 * @param sum its sum; null if that is not known
 */
public record FetchRequest(List<URI> sources, Path target, long bytes, @Nullable Checksum sum) {
  /**
   * @throws InputException if there is no source, or the size is negative
   */
  public FetchRequest {
    if (sources.isEmpty()) {
      throw new InputException(target + ": no source is named to fetch it from");
    }
    if (bytes < 0) {
      throw new InputException(target + ": a size of " + bytes + " bytes cannot be");
    }
    sources = List.copyOf(sources);
  }
}
