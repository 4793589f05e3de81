package seco.data.archive;

import org.jspecify.annotations.Nullable;

/**
 * A file or folder of an archive.
 *
 * @param name as it stands in the archive, parted by {@code /}
 * @param folder whether it is a folder
 * @param bytes size of its content
 * @param crc CRC-32 of its content
 * @param obstacle why it cannot be unpacked, or null: "is encrypted"
 */
record Member(String name, boolean folder, long bytes, long crc, @Nullable String obstacle) {}
