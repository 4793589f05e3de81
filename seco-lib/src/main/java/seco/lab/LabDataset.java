package seco.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import seco.InputException;
import seco.run.CsvRows;
import seco.run.FolderLock;
import seco.run.Progress;
import seco.run.SafeFile;
import seco.run.Seeds;
import seco.run.Settings;
import seco.run.Workers;
import seco.video.VideoWriter;

/**
 * A lab data set as files: videos, lists in the authors' form, and {@code truth.csv} with a row for
 * every frame. It is built beside its place and moved there when it is whole; after an interruption
 * the same call goes on.
 *
 * @param config the knobs
 * @param seed of all randomness
 * @param train number of training videos
 * @param test number of test videos
 * @param stills number of videos of one frame
 * @param untrimmed whether videos hold several performances with idle stretches
 */
public record LabDataset(
    LabConfig config, long seed, int train, int test, int stills, boolean untrimmed) {
  private static final double FRAMES_PER_SECOND = 24;
  private static final double BITS_PER_PIXEL = 0.5;
  private static final String SETTINGS = "lab.json";
  private static final String TRUTH_HEADER =
      "path,split,frame,label,action,segment,progress,x,y,width,height,shirtHue,scene,ownScene,"
          + "mirrored,size,seed\n";

  public LabDataset {
    if (train < 0 || test < 0 || stills < 0 || train + test + stills < 1) {
      throw new InputException(
          train + " training, " + test + " test videos, " + stills + " stills: nothing to make");
    }
  }

  /** Number of videos in a part. */
  public int count(LabSplit split) {
    return switch (split) {
      case TRAIN -> train;
      case TEST -> test;
      case STILLS -> stills;
    };
  }

  /** Frames of every video of a part. */
  public int frames(LabSplit split) {
    return split == LabSplit.STILLS ? 1 : (untrimmed ? 3 : 1) * config.frames();
  }

  /** The video of a number; labels take turns, so classes are balanced. */
  public LabVideo video(LabSplit split, int number) {
    int label = number % Action.all().size();
    Seeds seeds = new Seeds(seed);
    return untrimmed
        ? LabVideo.untrimmed(config, seeds, label, split.ordinal(), number)
        : LabVideo.trimmed(config, seeds, label, split.ordinal(), number);
  }

  /** The skin tone of each video's figure by the video's path: 0 the lightest, 4 the darkest. */
  public Map<String, Integer> skinTones() {
    Seeds seeds = new Seeds(seed);
    Map<String, Integer> tones = new HashMap<>();
    for (LabSplit split : LabSplit.values()) {
      for (int i = 0; i < count(split); i++) {
        RandomGenerator random =
            untrimmed
                ? Appearance.stream(seeds, split.ordinal(), i, 1)
                : Appearance.stream(seeds, split.ordinal(), i);
        tones.put(path(split, i), Appearance.draw(config, random).figure().skinTone());
      }
    }
    return tones;
  }

  /** A video's path within the data set. */
  public String path(LabSplit split, int number) {
    String action = Action.all().get(number % Action.all().size()).name();
    return "videos/%s/%s-%05d.mp4".formatted(action, split.path(), number);
  }

  /**
   * Writes the data set.
   *
   * @param target its folder; the same data set there is left as it is
   * @param workers how many videos are made at the same time
   * @throws InputException if another data set stands there
   */
  public void write(Path target, int workers, Progress progress) throws IOException {
    SafeFile.requireWritable(target);
    int total = train + test + stills;
    if (SafeFile.isOccupied(target)) {
      requireSame(target);
      progress.at(total, total);
      return;
    }
    Path building = SafeFile.beside(target);
    if (Files.exists(building) && FolderLock.isTaken(building)) {
      throw new InputException(building + ": is being written by another process");
    }
    if (Files.exists(building) && !settings(building).equals(Settings.toJson(this))) {
      SafeFile.deleteTree(building);
    }
    Files.createDirectories(building);
    SafeFile.writeText(building.resolve(SETTINGS), Settings.toJson(this));
    try (FolderLock lock = FolderLock.take(building)) {
      writeVideos(building, workers, progress);
      writeLists(building);
      writeTruth(building);
      if (untrimmed) {
        writeSegments(building);
      }
      SafeFile.move(building, target);
    }
  }

  private void requireSame(Path target) throws IOException {
    if (!settings(target).equals(Settings.toJson(this))) {
      throw new InputException(
          target + ": holds something else than this lab data set; choose another folder");
    }
  }

  private static String settings(Path folder) throws IOException {
    Path file = folder.resolve(SETTINGS);
    return Files.isRegularFile(file) ? Files.readString(file) : "";
  }

  private void writeVideos(Path folder, int workers, Progress progress) throws IOException {
    AtomicInteger done = new AtomicInteger();
    List<Workers.Piece> pieces = new ArrayList<>();
    for (LabSplit split : LabSplit.values()) {
      for (int i = 0; i < count(split); i++) {
        int number = i;
        pieces.add(
            () -> {
              writeVideo(folder, split, number);
              synchronized (done) {
                progress.at(done.incrementAndGet(), train + test + stills);
              }
            });
      }
    }
    Workers.run(workers, pieces);
  }

  private void writeVideo(Path folder, LabSplit split, int number) throws IOException {
    Path file = folder.resolve(path(split, number));
    Path truth = truthOf(file);
    if (Files.exists(file) && Files.exists(truth)) {
      return;
    }
    SafeFile.createParent(file);
    StringBuilder rows = new StringBuilder();
    int pixels = config.pixels();
    try (LabVideo video = video(split, number);
        VideoWriter writer =
            new VideoWriter(file, pixels, pixels, FRAMES_PER_SECOND, BITS_PER_PIXEL)) {
      int first = split == LabSplit.STILLS ? video.stillFrame() : 0;
      int end = split == LabSplit.STILLS ? first + 1 : video.frames();
      for (int frame = first; frame < end; frame++) {
        LabVideo.Shot shot = video.shoot(frame);
        writer.write(shot.frame());
        rows.append(row(split, number, frame - first, video, shot.truth()));
      }
      writer.finish();
    }
    SafeFile.writeText(truth, rows.toString());
  }

  private static Path truthOf(Path video) {
    return video.resolveSibling(video.getFileName() + ".truth");
  }

  private String row(LabSplit split, int number, int frame, LabVideo video, FrameTruth truth) {
    String action = truth.label() < 0 ? "idle" : Action.all().get(truth.label()).name();
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%d,%s,%d,%.4f,%.2f,%.2f,%.2f,%.2f,%.4f,%s,%b,%b,%.4f,%d\n",
        path(split, number),
        split.path(),
        frame,
        truth.label(),
        action,
        truth.segment(),
        truth.progress(),
        truth.x(),
        truth.y(),
        truth.width(),
        truth.height(),
        truth.shirtHue(),
        video.scene().name().toLowerCase(Locale.ROOT),
        video.ownScene(),
        video.mirrored(),
        video.size(),
        seed);
  }

  private void writeLists(Path folder) throws IOException {
    for (LabSplit split : LabSplit.values()) {
      if (count(split) == 0) {
        continue;
      }
      StringBuilder list = new StringBuilder();
      for (int number = 0; number < count(split); number++) {
        int label = number % Action.all().size();
        list.append(path(split, number))
            .append(' ')
            .append(frames(split))
            .append(' ')
            .append(label);
        list.append('\n');
      }
      SafeFile.writeText(folder.resolve(split.path() + ".txt"), list.toString());
    }
  }

  /** Writes where each performance lies in an untrimmed video, a table for each part. */
  private void writeSegments(Path folder) throws IOException {
    LabTruth truth = LabTruth.read(folder.resolve("truth.csv"));
    for (LabSplit split : LabSplit.values()) {
      if (count(split) > 0 && split != LabSplit.STILLS) {
        List<List<Object>> rows = new ArrayList<>();
        for (int number = 0; number < count(split); number++) {
          addSegments(rows, truth.video(path(split, number)));
        }
        List<String> header = List.of("file", "label", "class", "start", "end", "first", "last");
        Path file = folder.resolve(split.path() + ".segments.csv");
        SafeFile.writeText(file, CsvRows.text(header, rows));
      }
    }
  }

  private static void addSegments(List<List<Object>> rows, LabTruth.Video video) {
    List<FrameTruth> frames = video.frames();
    int first = 0;
    for (int frame = 1; frame <= frames.size(); frame++) {
      boolean ends =
          frame == frames.size() || frames.get(frame).segment() != frames.get(first).segment();
      if (ends && frames.get(first).label() >= 0) {
        rows.add(
            List.of(
                video.path(),
                frames.get(first).label(),
                Action.all().get(frames.get(first).label()).name(),
                first / FRAMES_PER_SECOND,
                frame / FRAMES_PER_SECOND,
                first,
                frame - 1));
      }
      first = ends ? frame : first;
    }
  }

  private void writeTruth(Path folder) throws IOException {
    SafeFile.write(
        folder.resolve("truth.csv"),
        out -> {
          out.write(TRUTH_HEADER.getBytes(StandardCharsets.UTF_8));
          for (LabSplit split : LabSplit.values()) {
            for (int number = 0; number < count(split); number++) {
              Files.copy(truthOf(folder.resolve(path(split, number))), out);
            }
          }
        });
    for (LabSplit split : LabSplit.values()) {
      for (int number = 0; number < count(split); number++) {
        Files.delete(truthOf(folder.resolve(path(split, number))));
      }
    }
  }
}
