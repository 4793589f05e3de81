package seco.data.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Names of members, stored as bytes whose encoding most archives do not say. */
final class NameBytes {
  private NameBytes() {}

  /** UTF-8 where the bytes are valid as such, else another encoding. */
  static String decode(byte[] name, Charset other) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      return new String(name, other);
    }
  }
}
