package seco.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import seco.InputException;
import seco.run.SafeFile;
import seco.video.OmittedVideo;
import seco.video.VideoList;

/**
 * Which videos of a list were left out and why, and the list of the others.
 *
 * @param list all videos
 * @param omitted those that were left out
 */
record DamageReport(VideoList list, List<OmittedVideo> omitted) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** The file's form. */
  private record Content(int videos, int ok, List<Flagged> flagged) {}

  private record Flagged(String file, int line, String verdict, String detail) {}

  /** Where the list of the sound videos belongs: beside the report. */
  static Path cleanList(Path report) {
    String name = report.getFileName().toString().replaceAll("\\.json$", "");
    return report.resolveSibling(name + ".clean.txt");
  }

  /** Requires that report and list could be written. */
  static void requireWritable(Path report) {
    for (Path file : List.of(report, cleanList(report))) {
      SafeFile.requireWritable(file);
      if (Files.isDirectory(file)) {
        throw new InputException("--skip-damaged " + report + ": " + file + " is a folder");
      }
    }
  }

  /** Writes the report, and the clean list beside it in the authors' form. */
  void write(Path report) throws IOException {
    Set<Integer> out = new HashSet<>();
    List<Flagged> flagged = new ArrayList<>();
    for (OmittedVideo video : omitted) {
      int line = list.entries().get(video.number()).line();
      flagged.add(new Flagged(video.path(), line, video.verdict().word(), video.reason()));
      out.add(video.number());
    }
    List<VideoList.Entry> sound = new ArrayList<>();
    for (int number = 0; number < list.entries().size(); number++) {
      if (!out.contains(number)) {
        sound.add(list.entries().get(number));
      }
    }
    Content content = new Content(list.entries().size(), sound.size(), flagged);
    SafeFile.createParent(report);
    SafeFile.writeText(cleanList(report), new VideoList(cleanList(report), sound).text());
    SafeFile.writeText(report, GSON.toJson(content) + "\n");
  }
}
