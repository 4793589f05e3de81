package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import seco.InputException;
import seco.experiment.LabData;
import seco.run.SafeFile;
import seco.run.Seeds;
import seco.run.Workspace;
import seco.video.Doctor;
import seco.video.DoctorConfig;
import seco.video.DoctorReport;
import seco.video.ExaminedVideo;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/**
 * A folder of videos as they are, and what the notebooks do with it.
 *
 * @param folder with the videos, in folders named as their classes
 * @param own whether it is the reader's own; else the lab's take its place
 */
public record RealVideos(Path folder, boolean own) {
  private static final int JPEG_QUALITY = 95;

  /** The folder that {@code SECO_VIDEOS} names, or the lab's videos where it names none. */
  public static RealVideos orThoseOf(LabData lab) {
    Optional<Path> named = Workspace.videos();
    return new RealVideos(named.orElse(lab.videos().resolve("videos")), named.isPresent());
  }

  /** Says whose videos these are. */
  @Override
  public String toString() {
    return own
        ? "the videos of " + folder.getFileName() + ", which SECO_VIDEOS names"
        : "the lab's own videos; SECO_VIDEOS=FOLDER takes yours in their place";
  }

  /** Decodes every video and says what is wrong. */
  public DoctorReport examine() throws IOException {
    return examine(folder);
  }

  private static DoctorReport examine(Path folder) throws IOException {
    return new Doctor(folder, null, DoctorConfig.standard())
        .examine(workers(), Notebook.progress("files examined"));
  }

  private static int workers() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Copies of a sound video and what may happen to them, in a folder of their own, examined.
   *
   * @param seeds its stream {@code damage} says where the bytes go wrong
   */
  public DoctorReport damaged(DoctorReport report, Seeds seeds) throws IOException {
    ExaminedVideo sound =
        report.sound().stream()
            .findFirst()
            .orElseThrow(() -> new InputException(folder + ": no video in it is sound"));
    byte[] bytes = Files.readAllBytes(folder.resolve(sound.file()));
    String ending = sound.file().substring(sound.file().lastIndexOf('.'));
    RandomGenerator random = seeds.stream("damage");
    byte[] wrong = bytes.clone();
    for (int i = 0; i < 10; i++) {
      wrong[bytes.length / 3 + random.nextInt(bytes.length / 3)] ^=
          (byte) (1 + random.nextInt(255));
    }
    Path ward = Workspace.runs().resolve("damaged-copies");
    SafeFile.deleteTree(ward);
    Files.createDirectories(ward.resolve("here"));
    Files.createDirectories(ward.resolve("there"));
    Files.write(ward.resolve("here/sound" + ending), bytes);
    Files.write(ward.resolve("here/cut off" + ending), Arrays.copyOf(bytes, bytes.length / 2));
    Files.write(ward.resolve("here/ten bytes wrong" + ending), wrong);
    Files.write(ward.resolve("here/empty" + ending), new byte[0]);
    Files.writeString(ward.resolve("here/a page" + ending), "<html>404 Not Found</html>");
    Files.write(ward.resolve("there/sound too" + ending), bytes);
    return examine(ward);
  }

  /**
   * The frames of the sound videos; made where they are missing.
   *
   * @param frames kept of each video
   * @param edge shorter edge of the kept frames in pixels
   */
  public FrameStore store(DoctorReport report, int frames, int edge) throws IOException {
    VideoList list = report.clean();
    if (list == null) {
      throw new InputException(folder + ": headers alone make no store, decode the videos");
    }
    String name = "videos-%s-%dx%d.frames".formatted(list.sha256().substring(0, 8), frames, edge);
    Path target = Workspace.data().resolve(name);
    FrameStoreConfig config = new FrameStoreConfig(frames, edge, JPEG_QUALITY);
    new FrameStoreWriter(list, folder, config, false)
        .write(target, workers(), Notebook.progress("videos stored"));
    return FrameStore.open(target);
  }
}
