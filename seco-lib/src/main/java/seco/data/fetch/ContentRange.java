package seco.data.fetch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file a server sends.
 *
 * @param first position of the first byte; -1 in an answer that sends none
 * @param last position of the last byte; -1 in an answer that sends none
 * @param total bytes of the whole file; -1 if the server does not say
 */
record ContentRange(long first, long last, long total) {
  private static final Pattern FORM =
      Pattern.compile("bytes\\s+(?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");

  /** Reads the header of that name; null if it is absent or not understood. */
  static @Nullable ContentRange parse(@Nullable String header) {
    Matcher matcher = FORM.matcher(header == null ? "" : header.strip());
    if (!matcher.matches()) {
      return null;
    }
    return new ContentRange(
        number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)));
  }

  private static long number(@Nullable String text) {
    return text == null || text.equals("*") ? -1 : Long.parseLong(text);
  }
}
