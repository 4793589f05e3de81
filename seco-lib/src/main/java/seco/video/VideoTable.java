package seco.video;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import seco.run.Hashes;

/** Examined videos as CSV (RFC 4180, UTF-8, lines that end with a line feed), a row for each. */
final class VideoTable {
  private static final String HEADER =
      "file,class,frames,width,height,rate,seconds,bytes,sha256,verdict,detail";

  private VideoTable() {}

  static void write(OutputStream out, List<ExaminedVideo> videos) throws IOException {
    line(out, HEADER);
    for (ExaminedVideo video : videos) {
      line(out, row(video));
    }
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String row(ExaminedVideo video) {
    return Stream.of(
            video.file(),
            video.className(),
            Integer.toString(video.frames()),
            Integer.toString(video.width()),
            Integer.toString(video.height()),
            number(video.rate()),
            number(video.seconds()),
            Long.toString(video.bytes()),
            video.sha256(),
            video.word(),
            video.detail())
        .map(VideoTable::field)
        .collect(Collectors.joining(","));
  }

  /** Thousandths at most, without needless noughts. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Fingerprint of the table as it is written. */
  static String sha256(List<ExaminedVideo> videos) {
    MessageDigest digest = Hashes.sha256();
    try {
      write(new DigestOutputStream(OutputStream.nullOutputStream(), digest), videos);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written
    }
    return Hashes.hex(digest);
  }
}
