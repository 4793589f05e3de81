package seco.data.fetch;

import java.net.URI;
import java.nio.file.Path;

/**
 * Members of an archive that are whole in their places.
 *
 * @param folder in which they stand
 * @param members how many
 * @param bytes of them all
 * @param present how many stood there before
 * @param received bytes that came over the network
 * @param source the archive
 */
public record FetchedMembers(
    Path folder, int members, long bytes, int present, long received, URI source) {}
