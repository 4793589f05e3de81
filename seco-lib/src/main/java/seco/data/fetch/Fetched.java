package seco.data.fetch;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is whole in its place.
 *
 * @param file the place
 * @param bytes its size
 * @param sha256 its sum, expected or recorded
 * @param source where it came from; null if it had been put there by other means
 * @param verified whether it has the sum that was expected; false if none was known
 * @param present whether it stood there before
 */
public record Fetched(
    Path file,
    long bytes,
    String sha256,
    @Nullable URI source,
    boolean verified,
    boolean present) {}
