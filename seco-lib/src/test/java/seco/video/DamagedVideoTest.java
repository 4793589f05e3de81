package seco.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.run.Progress;

/** Videos that open and fail later: cut off, or with wrong bytes in the middle. */
class DamagedVideoTest {
  private static final int FRAMES = 48;

  @TempDir Path folder;

  @BeforeEach
  void makeASoundVideo() throws IOException {
    TestVideos.write(folder.resolve("sound.mp4"), FRAMES, 64, 48);
  }

  private Path video(String format) throws IOException {
    return TestVideos.writeAs(format, folder.resolve("whole." + format), FRAMES, 128, 96);
  }

  private VideoList list(String... lines) throws IOException {
    return VideoList.read(Files.write(folder.resolve("list.txt"), List.of(lines)));
  }

  private List<OmittedVideo> write(VideoList list, int framesPerVideo, boolean skip)
      throws IOException {
    FrameStoreConfig config = new FrameStoreConfig(framesPerVideo, 48, 95);
    return new FrameStoreWriter(list, folder, config, skip)
        .write(folder.resolve("store"), 2, Progress.SILENT);
  }

  /** The video is refused by name and line, or left out by name where that is wanted. */
  private void assertDamaged(String name, int framesPerVideo, String reason) throws IOException {
    VideoList list = list("sound.mp4 48 0", name + " 48 1");
    InputException e = assertThrows(InputException.class, () -> write(list, framesPerVideo, false));
    assertTrue(e.getMessage().contains("line 2: " + folder.resolve(name)), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(Files.notExists(folder.resolve("store")));
    List<OmittedVideo> omitted = write(list, framesPerVideo, true);
    assertEquals(List.of(name), omitted.stream().map(OmittedVideo::path).toList());
    try (FrameStore store = FrameStore.open(folder.resolve("store"))) {
      assertEquals(List.of("sound.mp4"), store.videos().stream().map(StoredVideo::path).toList());
      assertEquals(omitted, store.omitted());
    }
  }

  @ParameterizedTest
  @CsvSource({"mp4,0.3", "mp4,0.9", "matroska,0.3", "matroska,0.9", "avi,0.6"})
  void video_cutOff_isNamedWithBothCounts(String format, double share) throws IOException {
    TestVideos.cut(video(format), folder.resolve("cut.mp4"), share);
    assertDamaged("cut.mp4", 0, "the list says 48 frames, the decoder finds ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void video_withWrongBytesInTheMiddle_isNamed(int framesPerVideo) throws IOException {
    byte[] bytes = Files.readAllBytes(video("mp4"));
    Random random = new Random(3);
    for (int place = 3; place < 8; place++) {
      bytes[bytes.length * place / 10] ^= (byte) (1 + random.nextInt(255));
    }
    Files.write(folder.resolve("bad.mp4"), bytes);
    assertDamaged("bad.mp4", framesPerVideo, "of its frames are damaged");
  }

  @Test
  void video_thatIsEmpty_isNamed() throws IOException {
    Files.createFile(folder.resolve("empty.mp4"));
    assertDamaged("empty.mp4", 0, "the file is empty");
  }

  @Test
  void video_withoutPicture_isNamed() throws IOException {
    TestVideos.writeAudio("mp4", folder.resolve("tone.mp4"));
    assertDamaged("tone.mp4", 0, "holds no video stream");
  }

  @Test
  void video_withOtherCountThanTheList_isNamedWithBoth() throws IOException {
    TestVideos.write(folder.resolve("short.mp4"), 5, 64, 48);
    assertDamaged("short.mp4", 0, "the list says 48 frames, the decoder finds 5");
  }

  @Test
  void list_thatPromisesFarTooMuch_isRefusedWithoutAskingForTheMemory() throws IOException {
    VideoList list = list("sound.mp4 2147483647 0");
    InputException e = assertThrows(InputException.class, () -> write(list, 0, false));
    assertTrue(e.getMessage().contains("2147483647 frames, the decoder finds 48"), e.getMessage());
  }

  @Test
  void list_ofDamagedVideosOnly_isRefused() throws IOException {
    Files.createFile(folder.resolve("empty.mp4"));
    VideoList list = list("empty.mp4 48 0");
    InputException e = assertThrows(InputException.class, () -> write(list, 0, true));
    assertTrue(e.getMessage().contains("every video of the list is damaged"), e.getMessage());
    assertTrue(Files.notExists(folder.resolve("store")));
  }
}
