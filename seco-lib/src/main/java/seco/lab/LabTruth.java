package seco.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import seco.InputException;

/** What is known of every video of a lab data set, read from its {@code truth.csv}. */
public final class LabTruth {
  private static final int COLUMNS = 17;

  private final Map<String, Video> videos;

  private LabTruth(Map<String, Video> videos) {
    this.videos = videos;
  }

  /**
   * One video's factors.
   *
   * @param path as in the lists
   * @param split the part it belongs to
   * @param label of its action, from 0
   * @param scene kind of its scene
   * @param ownScene whether the scene was given by the action, rather than drawn
   * @param mirrored whether left and right changed places
   * @param size height of the standing figure as a share of the frame's
   * @param frames what is known of each frame
   */
  public record Video(
      String path,
      LabSplit split,
      int label,
      SceneKind scene,
      boolean ownScene,
      boolean mirrored,
      double size,
      List<FrameTruth> frames) {
    /** The action's name. */
    public String action() {
      return Action.all().get(label).name();
    }
  }

  /**
   * Reads the file.
   *
   * @throws InputException naming file and line of the first wrong row
   */
  public static LabTruth read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    }
    if (lines.isEmpty() || !lines.get(0).startsWith("path,split,frame,label,")) {
      throw new InputException(file + ", line 1: not the truth of a lab data set");
    }
    Map<String, Video> videos = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        add(videos, lines.get(i).split(",", -1));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            file + ", line " + (i + 1) + ": '" + lines.get(i) + "' is no row of truth", e);
      }
    }
    return new LabTruth(videos);
  }

  private static void add(Map<String, Video> videos, String[] row) {
    if (row.length != COLUMNS) {
      throw new IllegalArgumentException(row.length + " fields");
    }
    Video video = videos.computeIfAbsent(row[0], path -> video(path, row));
    video.frames().add(frame(row));
  }

  private static Video video(String path, String[] row) {
    return new Video(
        path,
        LabSplit.valueOf(row[1].toUpperCase(Locale.ROOT)),
        label(path),
        SceneKind.valueOf(row[12].toUpperCase(Locale.ROOT)),
        Boolean.parseBoolean(row[13]),
        Boolean.parseBoolean(row[14]),
        Double.parseDouble(row[15]),
        new ArrayList<>());
  }

  /** The label of a video: its folder is its action, also where it begins with an idle stretch. */
  private static int label(String path) {
    for (Action action : Action.all()) {
      if (path.startsWith("videos/" + action.name() + "/")) {
        return action.label();
      }
    }
    throw new IllegalArgumentException(path);
  }

  private static FrameTruth frame(String[] row) {
    return new FrameTruth(
        Integer.parseInt(row[3]),
        Integer.parseInt(row[5]),
        Double.parseDouble(row[6]),
        Double.parseDouble(row[7]),
        Double.parseDouble(row[8]),
        Double.parseDouble(row[9]),
        Double.parseDouble(row[10]),
        Double.parseDouble(row[11]));
  }

  /** All videos in the lists' order. */
  public List<Video> videos() {
    return List.copyOf(videos.values());
  }

  /** The videos of a part, in its list's order. */
  public List<Video> videos(LabSplit split) {
    return videos.values().stream().filter(video -> video.split() == split).toList();
  }

  /**
   * A video by its path.
   *
   * @throws InputException if the data set has no such video
   */
  public Video video(String path) {
    Video video = videos.get(path);
    if (video == null) {
      throw new InputException(path + ": no video of this lab data set");
    }
    return video;
  }
}
