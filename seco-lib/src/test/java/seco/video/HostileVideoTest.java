package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.run.Progress;

/** Videos whose headers lie, each among sound ones. */
class HostileVideoTest {
  private static final short GIGANTIC = 30_000;

  @TempDir Path folder;

  private DoctorReport examine(int workers) throws IOException {
    return new Doctor(folder, null, DoctorConfig.standard()).examine(workers, Progress.SILENT);
  }

  private ExaminedVideo flagged(String name) throws IOException {
    TestVideos.write(folder.resolve("sound.mp4"), 12, 64, 48);
    DoctorReport report = examine(2);
    assertEquals(1, report.sound().size(), "the sound one");
    ExaminedVideo video = report.flagged().get(0);
    assertEquals(name, video.file());
    return video;
  }

  /** Writes two numbers behind each place where some bytes stand. */
  private static void patch(Path file, byte[] mark, int behind, short first, short second)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    int patched = 0;
    for (int at = 0; at + mark.length + behind + 4 <= bytes.capacity(); at++) {
      if (bytes.slice(at, mark.length).equals(ByteBuffer.wrap(mark))) {
        bytes.putShort(at + mark.length + behind, first);
        bytes.putShort(at + mark.length + behind + 2, second);
        patched++;
      }
    }
    assertTrue(patched > 0, "nothing to patch in " + file);
    Files.write(file, bytes.array());
  }

  @Test
  void containerThatPromisesGiganticPictures_isRefusedBeforeAnyIsMade() throws IOException {
    Path file = TestVideos.write(folder.resolve("giant.mp4"), 12, 64, 48);
    byte[] sampleEntry = "avc1".getBytes(StandardCharsets.US_ASCII);
    patch(file, sampleEntry, 24, GIGANTIC, GIGANTIC);

    ExaminedVideo video = flagged("giant.mp4");

    assertEquals(Verdict.TOO_LARGE, video.verdict());
    assertEquals(
        "the header promises pictures of 30000 x 30000 pixels, more than 16777216", video.detail());
    DamagedVideoException refused =
        assertThrows(DamagedVideoException.class, () -> VideoReader.open(file));
    assertEquals(Verdict.TOO_LARGE, refused.verdict());
    assertEquals(file + ": " + video.detail(), refused.getMessage());
  }

  @Test
  void pictureThatIsGiganticWhereTheContainerIsNot_isRefusedByTheDecoder() throws IOException {
    Path file = folder.resolve("giant.avi");
    TestVideos.writeAs("avi", avcodec.AV_CODEC_ID_MJPEG, file, 12, 64, 48);
    byte[] startOfFrame = {(byte) 0xFF, (byte) 0xC0, 0, 17, 8};
    patch(file, startOfFrame, 0, GIGANTIC, GIGANTIC);

    ExaminedVideo video = flagged("giant.avi");

    assertTrue(
        video.verdict() == Verdict.TOO_LARGE || video.verdict() == Verdict.DAMAGED_FRAMES,
        video.toString());
    assertEquals(0, video.frames());
  }

  @Test
  void soundOfAnUnknownCodec_doesNotConcernTheVideo() throws IOException {
    Path file = TestVideos.writeWithSound(folder.resolve("a.mp4"), 24, 64, 48);
    byte[] sampleEntry = "mp4a".getBytes(StandardCharsets.US_ASCII);
    patch(file, sampleEntry, -4, (short) 0x7878, (short) 0x7878);

    ExaminedVideo video = examine(1).videos().get(0);

    assertEquals("ok", video.word(), video.detail());
    assertEquals(24, video.frames());
    assertEquals(24, VideoReader.readAll(file).size());
  }

  @Test
  void damagedSound_doesNotConcernTheVideo() throws IOException {
    Path file = TestVideos.writeWithSound(folder.resolve("a.mp4"), 24, 64, 48);
    byte[] description = "esds".getBytes(StandardCharsets.US_ASCII);
    patch(file, description, 4, (short) -1, (short) -1);
    patch(file, description, 24, (short) -1, (short) -1);

    ExaminedVideo video = examine(1).videos().get(0);

    assertEquals("ok", video.word(), video.detail());
    assertEquals(24, VideoReader.readAll(file).size());
  }

  @Test
  void videoOfAnUnknownCodec_isNamed() throws IOException {
    Path file = TestVideos.writeMotionJpeg(folder.resolve("a.avi"), 12, 64, 48);
    byte[] codec = "MJPG".getBytes(StandardCharsets.US_ASCII);
    patch(file, codec, -4, (short) 0x7878, (short) 0x7878);

    ExaminedVideo video = flagged("a.avi");

    assertEquals(Verdict.NO_VIDEO_STREAM, video.verdict(), video.detail());
    DamagedVideoException refused =
        assertThrows(DamagedVideoException.class, () -> VideoReader.open(file));
    assertEquals(Verdict.NO_VIDEO_STREAM, refused.verdict());
  }

  @ParameterizedTest
  @CsvSource({"matroska,0.3", "matroska,0.9", "webm,0.5", "avi,0.6", "mp4,0.9"})
  void videoThatBreaksOff_isNamedWithoutAList(String format, double share) throws IOException {
    int codec = format.equals("webm") ? avcodec.AV_CODEC_ID_VP8 : avcodec.AV_CODEC_ID_H264;
    Path whole = folder.resolveSibling(folder.getFileName() + "." + format);
    TestVideos.writeAs(format, codec, whole, 96, 128, 96);
    TestVideos.cut(whole, folder.resolve("cut.video"), share);
    Files.delete(whole);

    ExaminedVideo video = flagged("cut.video");

    assertTrue(
        video.verdict() == Verdict.TRUNCATED || video.verdict() == Verdict.DAMAGED_FRAMES,
        video.toString());
  }

  @ParameterizedTest
  @CsvSource({"matroska", "webm", "avi", "mp4", "mpegts", "flv"})
  void soundVideoOfEveryContainer_isOk(String format) throws IOException {
    int codec = format.equals("webm") ? avcodec.AV_CODEC_ID_VP8 : avcodec.AV_CODEC_ID_H264;
    TestVideos.writeAs(format, codec, folder.resolve("a." + format), 96, 128, 96);

    DoctorReport report = examine(1);

    assertEquals("ok", report.videos().get(0).word(), report.videos().get(0).detail());
    assertEquals(96, report.videos().get(0).frames());
  }

  @Test
  void manyWorkers_findTheSameAsOne() throws IOException {
    for (int i = 0; i < 60; i++) {
      TestVideos.write(folder.resolve("clap/" + i + ".mp4"), 5 + i, 32, 32);
    }
    assertEquals(examine(1).videos(), examine(32).videos());
  }

  @Test
  void turnedVideo_isMeasuredAsItIsShown() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 12, 64, 48);
    // A quarter turn in the track header's matrix: (0 1 0, -1 0 0, 0 0 1) in fixed point.
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
    int matrix = text.indexOf("tkhd") + 4 + 40;
    int[] turned = {0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30};
    for (int i = 0; i < turned.length; i++) {
      bytes.putInt(matrix + 4 * i, turned[i]);
    }
    Files.write(file, bytes.array());

    ExaminedVideo video = examine(1).videos().get(0);

    assertEquals("48 x 64", video.width() + " x " + video.height());
    Frame frame = VideoReader.readAll(file).get(0);
    assertEquals("48 x 64", frame.width() + " x " + frame.height());
  }

  @Test
  void openFiles_areClosed() throws IOException {
    TestVideos.write(folder.resolve("a.mp4"), 3, 32, 32);
    TestVideos.cut(folder.resolve("a.mp4"), folder.resolve("b.mp4"), 0.5);
    examine(1);
    long before = openFiles();
    for (int i = 0; i < 50; i++) {
      examine(2);
    }
    assertTrue(openFiles() <= before + 5, before + " open files, then " + openFiles());
  }

  private static long openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0; // a system that does not tell
    }
    try (Stream<Path> files = Files.list(descriptors)) {
      return files.count();
    }
  }
}
