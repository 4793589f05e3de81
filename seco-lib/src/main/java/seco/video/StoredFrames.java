package seco.video;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import seco.sample.UniformFrames;

/** The frames of one video as a store keeps them. */
record StoredFrames(StoredVideo video, List<byte[]> jpegs) {
  private static final Duration TIME_FOR_ANY = Duration.ofMinutes(1);
  private static final Duration TIME_FOR_A_FRAME = Duration.ofMillis(500);

  /**
   * Decodes a video from first frame to last and keeps the frames that are asked for.
   *
   * @throws DamagedVideoException if the video is damaged, its frames are not as many as listed, or
   *     it takes more than a minute and half a second a frame of processor time
   */
  static StoredFrames decode(Path file, VideoList.Entry entry, FrameStoreConfig config) {
    Choice kept = Choice.of(entry.frames(), config.framesPerVideo());
    List<byte[]> jpegs = new ArrayList<>();
    int width = 0;
    int height = 0;
    try (VideoReader reader = VideoReader.open(file, limit(entry))) {
      Frame frame = nextKept(reader, kept, 0);
      while (frame != null) {
        Frame small = Pictures.shrinkShortEdge(frame, config.edge());
        if (!jpegs.isEmpty() && (small.width() != width || small.height() != height)) {
          throw new DamagedVideoException(
              Verdict.CHANGING_SIZE, file + ": the size of the picture changes within the video");
        }
        width = small.width();
        height = small.height();
        jpegs.add(Pictures.encodeJpeg(small, config.jpegQuality()));
        frame = nextKept(reader, kept, jpegs.size());
      }
      while (reader.skip()) {
        // The end is decoded too: the count must be the list's.
      }
      requireSound(file, entry, reader);
    }
    return new StoredFrames(
        new StoredVideo(entry.path(), entry.label(), width, height, entry.frames(), kept.indices()),
        jpegs);
  }

  private static Duration limit(VideoList.Entry entry) {
    return TIME_FOR_ANY.plus(TIME_FOR_A_FRAME.multipliedBy(Math.min(entry.frames(), 10_000_000)));
  }

  /**
   * Which frames are kept. The list's count is not yet believed: nothing of its size is allocated
   * before as many frames have been decoded.
   *
   * @param count how many
   * @param chosen which, or null for all
   */
  private record Choice(int count, int @Nullable [] chosen) {
    static Choice of(int frames, int wanted) {
      if (wanted == 0 || wanted >= frames) {
        return new Choice(frames, null);
      }
      return new Choice(wanted, UniformFrames.indices(frames, wanted));
    }

    int index(int number) {
      return chosen == null ? number : chosen[number];
    }

    int[] indices() {
      return chosen == null ? IntStream.range(0, count).toArray() : chosen;
    }
  }

  /** The next frame that is kept, or null after the last of them or at the video's end. */
  private static @Nullable Frame nextKept(VideoReader reader, Choice kept, int number) {
    if (number == kept.count()) {
      return null;
    }
    while (reader.decodedFrames() < kept.index(number)) {
      if (!reader.skip()) {
        return null;
      }
    }
    return reader.next();
  }

  private static void requireSound(Path file, VideoList.Entry entry, VideoReader reader) {
    int decoded = reader.decodedFrames();
    if (decoded == 0) {
      throw new DamagedVideoException(
          Verdict.DAMAGED_FRAMES, file + ": no frame of the video can be decoded");
    }
    if (decoded != entry.frames()) {
      boolean promised = decoded < entry.frames() && reader.declaredFrames() >= entry.frames();
      throw new DamagedVideoException(
          promised ? Verdict.TRUNCATED : Verdict.COUNT_MISMATCH,
          file + ": the list says " + entry.frames() + " frames, the decoder finds " + decoded);
    }
    if (reader.damagedFrames() > 0) {
      throw new DamagedVideoException(
          Verdict.DAMAGED_FRAMES,
          file + ": " + reader.damagedFrames() + " of its frames are damaged");
    }
  }
}
