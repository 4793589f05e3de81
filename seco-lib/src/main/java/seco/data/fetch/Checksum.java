package seco.data.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import seco.InputException;
import seco.run.Hashes;

/**
 * The sum that a file must have.
 *
 * @param kind of the sum
 * @param hex the sum in lower-case hexadecimal digits
 */
public record Checksum(Kind kind, String hex) {
  /** Sums that data sets are published with. */
  public enum Kind {
    SHA256("sha256", "SHA-256", 64),
    MD5("md5", "MD5", 32);

    private final String word;
    private final String algorithm;
    private final int digits;

    Kind(String word, String algorithm, int digits) {
      this.word = word;
      this.algorithm = algorithm;
      this.digits = digits;
    }

    /** The sum of a file, in lower-case hexadecimal digits. */
    public String of(Path file) throws IOException {
      return Hashes.ofFile(file, digest());
    }

    private MessageDigest digest() {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
      }
    }

    /** The name on the command line and in messages. */
    public String word() {
      return word;
    }
  }

  /**
   * @throws InputException if the digits are not those of such a sum
   */
  public Checksum {
    if (!hex.matches("[0-9a-fA-F]{" + kind.digits + "}")) {
      throw new InputException(
          kind.word + " '" + hex + "': must be " + kind.digits + " hexadecimal digits");
    }
    hex = hex.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return kind.word + " " + hex;
  }
}
