package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;

class VideoReaderTest {
  @TempDir Path folder;

  @Test
  void frames_ofAWrittenVideo_areTheOnesWritten() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 12, 64, 48);
    try (VideoReader reader = VideoReader.open(file)) {
      for (int i = 0; i < 12; i++) {
        Frame frame = present(reader.next());
        assertClose(TestVideos.picture(i, 64, 48), frame);
      }
      assertNull(reader.next());
      assertEquals(12, reader.decodedFrames());
      assertEquals(12, reader.declaredFrames());
      assertEquals(24, reader.frameRate(), 0.01);
    }
  }

  private static Frame present(Frame frame) {
    assertNotNull(frame);
    return frame;
  }

  /** The bar is where it was drawn; H.264 moves colours, edges most. */
  private static void assertClose(Frame expected, Frame actual) {
    assertEquals(expected.width(), actual.width());
    assertEquals(expected.height(), actual.height());
    double sum = 0;
    for (int i = 0; i < expected.rgb().length; i++) {
      sum += Math.abs((expected.rgb()[i] & 0xFF) - (actual.rgb()[i] & 0xFF));
    }
    double mean = sum / expected.rgb().length;
    assertTrue(mean < 8, "mean difference " + mean + " grey levels");
  }

  @Test
  void video_ofOneFrame_isDecoded() throws IOException {
    Path file = TestVideos.write(folder.resolve("one.mp4"), 1, 64, 48);
    try (VideoReader reader = VideoReader.open(file)) {
      assertNotNull(reader.next());
      assertNull(reader.next());
      assertEquals(1, reader.decodedFrames());
    }
  }

  @Test
  void skip_countsLikeNext() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 7, 64, 48);
    try (VideoReader reader = VideoReader.open(file)) {
      assertTrue(reader.skip());
      assertTrue(reader.skip());
      assertClose(TestVideos.picture(2, 64, 48), present(reader.next()));
      while (reader.skip()) {
        // to the end
      }
      assertFalse(reader.skip());
      assertEquals(7, reader.decodedFrames());
    }
  }

  private static InputException refused(Path file) {
    InputException e =
        assertThrows(
            InputException.class,
            () -> {
              try (VideoReader reader = VideoReader.open(file)) {
                while (reader.next() != null) {
                  // a damaged file may open
                }
              }
            });
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    return e;
  }

  @Test
  void open_anAbsentFile_isRefused() {
    assertTrue(refused(folder.resolve("none.mp4")).getMessage().endsWith("no such file"));
  }

  @Test
  void open_aFolder_isRefused() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("a.mp4"));
    assertTrue(refused(inner).getMessage().endsWith("not a readable file"));
  }

  @Test
  void open_anEmptyFile_isRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.mp4"));
    assertTrue(refused(file).getMessage().endsWith("the file is empty"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.2, 0.5, 0.95})
  void open_aTruncatedMp4_isRefused(double share) throws IOException {
    Path whole = TestVideos.write(folder.resolve("whole.mp4"), 24, 64, 48);
    // The index of such a file stands at its end, so nothing of it can be decoded.
    refused(TestVideos.cut(whole, folder.resolve("cut.mp4"), share));
  }

  @ParameterizedTest
  @CsvSource({"wav,tone.wav", "mp4,tone.mp4", "ipod,tone.m4a", "matroska,tone.mkv"})
  void open_anAudioFile_isRefused(String format, String name) throws IOException {
    InputException e = refused(TestVideos.writeAudio(format, folder.resolve(name)));
    if (!format.equals("wav")) {
      assertTrue(e.getMessage().endsWith("holds no video stream"), e.getMessage());
    }
  }

  @Test
  void open_aText_isRefused() throws IOException {
    refused(Files.writeString(folder.resolve("notes.mp4"), "Not a video.\n".repeat(200)));
  }

  @Test
  void open_aPicture_isRefused() throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
      Path file = folder.resolve("picture." + format);
      assertTrue(ImageIO.write(image, format, file.toFile()));
      refused(file);
    }
  }

  @Test
  void open_noise_isRefused() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 5; i++) {
      byte[] bytes = new byte[20_000];
      random.nextBytes(bytes);
      refused(Files.write(folder.resolve("noise" + i + ".mp4"), bytes));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ffconcat version 1.0\\nfile 'real.mp4'\\n",
    "#EXTM3U\\n#EXT-X-VERSION:3\\n#EXT-X-TARGETDURATION:10\\n#EXTINF:1.0\\nreal.mp4\\n#EXT-X-ENDLIST\\n",
    "v=0\\no=- 0 0 IN IP4 127.0.0.1\\ns=x\\nc=IN IP4 127.0.0.1\\nt=0 0\\nm=video 5004 RTP/AVP 96\\n",
  })
  void open_aTextThatNamesOtherMedia_isRefused(String text) throws IOException {
    TestVideos.write(folder.resolve("real.mp4"), 5, 64, 48);
    for (String name : new String[] {"list.ffconcat", "list.m3u8", "list.mp4", "list.sdp"}) {
      byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
      refused(Files.write(folder.resolve(name), bytes));
    }
  }

  @Test
  void open_aNameThatLooksLikeAnAddress_isAFile() throws IOException {
    Path colon = TestVideos.write(folder.resolve("http:a.mp4"), 3, 64, 48);
    Path pattern = TestVideos.write(folder.resolve("concat:a%03d|b.mp4"), 4, 64, 48);
    try (VideoReader first = VideoReader.open(colon);
        VideoReader second = VideoReader.open(pattern)) {
      assertNotNull(first.next());
      assertNotNull(second.next());
    }
  }

  @Test
  void open_withNoTimeLeft_isTimedOut() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 5, 64, 48);
    DamagedVideoException e =
        assertThrows(
            DamagedVideoException.class, () -> VideoReader.open(file, Duration.ofNanos(1)).next());
    assertEquals(Verdict.TIMED_OUT, e.verdict());
    assertTrue(e.getMessage().startsWith(file + ": not decoded within "), e.getMessage());
  }

  @Test
  void next_afterTheTimeLimit_isTimedOutAtItsFrame() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 5, 64, 48);
    try (VideoReader reader = VideoReader.open(file, Duration.ofSeconds(1))) {
      assertNotNull(reader.next());
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long end = threads.getCurrentThreadCpuTime() + Duration.ofSeconds(1).toNanos();
      while (threads.getCurrentThreadCpuTime() < end) {
        Thread.onSpinWait();
      }
      DamagedVideoException e = assertThrows(DamagedVideoException.class, reader::next);
      assertEquals(Verdict.TIMED_OUT, e.verdict());
      assertEquals(file + ": not decoded within 1 s, given up after frame 1", e.getMessage());
    }
  }

  @Test
  void next_withinTheTimeLimit_decodesAll() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 5, 64, 48);
    try (VideoReader reader = VideoReader.open(file, Duration.ofMinutes(5))) {
      while (reader.skip()) {
        // to the end
      }
      assertEquals(5, reader.decodedFrames());
    }
  }

  @Test
  void limit_ofAThreadThatWaits_isOverByTheClock() throws InterruptedException {
    TimeLimit limit = TimeLimit.of(Duration.ofMillis(20));
    Thread.sleep(400); // a disk that does not answer takes no processor time
    assertTrue(limit.isOver());
    assertThrows(DamagedVideoException.class, () -> limit.require(folder, 3));
    assertFalse(TimeLimit.none().isOver());
  }

  @Test
  void read_byAnInterruptedThread_endsAndCondemnsNoVideo() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 5, 64, 48);
    try (VideoReader reader = VideoReader.open(file)) {
      assertTrue(reader.skip());
      Thread.currentThread().interrupt();
      assertThrows(UncheckedIOException.class, reader::skip);
      assertThrows(UncheckedIOException.class, () -> VideoReader.open(file));
      VideoList.Entry entry = new VideoList.Entry("a.mp4", 5, 0, 1);
      FrameStoreConfig config = new FrameStoreConfig(2, 32, 95);
      assertThrows(
          UncheckedIOException.class, () -> StoredFrames.decode(file, entry, config).video());
      assertThrows(
          InterruptedIOException.class,
          () -> Examination.of("a.mp4", file, 1, true, DoctorConfig.standard()));
      assertTrue(Thread.interrupted());
      assertTrue(reader.skip());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void pictures_thatClaimToBeGigantic_areNotDecoded() throws IOException {
    Path file = TestVideos.writeMotionJpeg(folder.resolve("giant.avi"), 3, 64, 48);
    byte[] bytes = Files.readAllBytes(file);
    int frames = 0;
    for (int at = 0; at + 9 < bytes.length; at++) {
      boolean size = bytes[at] == (byte) 0xFF && bytes[at + 1] == (byte) 0xC0 && bytes[at + 4] == 8;
      if (size) { // a JPEG says its height and width here
        bytes[at + 5] = 0x2E; // 11,824 x 11,840 pixels
        bytes[at + 7] = 0x2E;
        frames++;
      }
    }
    assertEquals(3, frames);
    try (VideoReader reader = VideoReader.open(Files.write(file, bytes))) {
      assertNull(reader.next());
      assertEquals(0, reader.decodedFrames());
    }
  }

  @Test
  void read_afterClosing_isAnError() throws IOException {
    Path file = TestVideos.write(folder.resolve("a.mp4"), 5, 64, 48);
    VideoReader reader = VideoReader.open(file);
    reader.close();
    reader.close();
    assertThrows(IllegalStateException.class, reader::next);
    assertThrows(IllegalStateException.class, reader::declaredFrames);
  }
}
