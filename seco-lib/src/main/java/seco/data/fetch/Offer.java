package seco.data.fetch;

import java.net.URI;

/**
 * What a server would give.
 *
 * @param source where
 * @param bytes size of the file; -1 if the server does not say
 * @param ranges whether it gives parts of the file
 */
public record Offer(URI source, long bytes, boolean ranges) {}
