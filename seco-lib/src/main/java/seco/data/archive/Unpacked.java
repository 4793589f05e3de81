package seco.data.archive;

import java.nio.file.Path;

/**
 * What was unpacked of an archive.
 *
 * @param files that are there in the end
 * @param written of them now; the others stood there from before
 * @param leftOut files that were not selected
 * @param inner archives within the archive that were unpacked
 * @param bytes of the files
 */
public record Unpacked(
    Path archive, ArchiveKind kind, int files, int written, int leftOut, int inner, long bytes) {}
