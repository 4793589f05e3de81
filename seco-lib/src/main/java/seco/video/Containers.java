package seco.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which files are taken for videos, told without FFmpeg. */
final class Containers {
  /** FFmpeg's names of them. Without the list a text file or a playlist counts as a video too. */
  static final String NAMES =
      "avi,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpeg,mpegts,mpegvideo,flv,asf,ogg,m4v,h264,hevc";

  private Containers() {}

  /**
   * Requires a file that can be read and has bytes.
   *
   * @throws DamagedVideoException if it is none
   */
  static void requireReadable(Path file) {
    if (!Files.exists(file)) {
      throw new DamagedVideoException(Verdict.MISSING, file + ": no such file");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new DamagedVideoException(Verdict.UNREADABLE, file + ": not a readable file");
    }
    if (file.toFile().length() == 0) {
      throw new DamagedVideoException(Verdict.EMPTY, file + ": the file is empty");
    }
  }

  /** Why FFmpeg refuses a file: a damaged video or a file of another kind, by its first bytes. */
  static DamagedVideoException refused(Path file, int code) {
    IOException cause = new IOException("FFmpeg says " + code);
    return isKnown(file)
        ? new DamagedVideoException(
            Verdict.DAMAGED_HEADER, file + ": the video's header is damaged or cut off", cause)
        : new DamagedVideoException(Verdict.NOT_A_VIDEO, file + ": not a video", cause);
  }

  /** Whether a file begins as mp4 or QuickTime, AVI, Matroska or WebM, Ogg, FLV do. */
  private static boolean isKnown(Path file) {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(12);
    } catch (IOException e) {
      return false;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return text.startsWith("ftyp", 4)
        || (text.startsWith("RIFF") && text.startsWith("AVI", 8))
        || text.startsWith("\u001AE\u00DF\u00A3")
        || text.startsWith("OggS")
        || text.startsWith("FLV");
  }
}
