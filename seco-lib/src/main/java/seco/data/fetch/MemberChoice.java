package seco.data.fetch;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import seco.InputException;

/** Which members of an archive are wanted, and where each shall stand. */
public final class MemberChoice {
  /** Names of UCF101's clips: {@code v_Archery_g01_c02.avi}. */
  private static final Pattern CLIP = Pattern.compile("v_(.+)_g\\d+_c\\d+\\.\\w+");

  /** The one class whose folder is not spelled as its files are. */
  private static final Map<String, String> FOLDERS = Map.of("HandStandPushups", "HandstandPushups");

  private final List<PathMatcher> globs;
  private final List<String> classes;
  private final int videosPerClass;
  private final boolean byClass;

  private MemberChoice(
      List<PathMatcher> globs, List<String> classes, int videosPerClass, boolean byClass) {
    this.globs = globs;
    this.classes = classes;
    this.videosPerClass = videosPerClass;
    this.byClass = byClass;
  }

  /**
   * The members whose names match one of some patterns, placed as they lie in the archive.
   *
   * @param patterns as of a shell: {@code *} within a folder, {@code **} across folders
   * @throws InputException if one is malformed
   */
  public static MemberChoice matching(List<String> patterns) {
    List<PathMatcher> globs = new ArrayList<>();
    for (String pattern : patterns) {
      try {
        globs.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
      } catch (PatternSyntaxException e) {
        throw new InputException("pattern '" + pattern + "': " + e.getDescription(), e);
      }
    }
    return new MemberChoice(globs, List.of(), 0, false);
  }

  /**
   * Videos of classes, each placed in a folder of its class's name. The class of a clip of UCF101
   * stands in its name, that of any other file is the folder it lies in.
   *
   * @param classes that are wanted, upper and lower case alike; all if empty
   * @param videosPerClass spread evenly over the class's videos in the order of their names, so
   *     that they come from as many sources as possible; 0 for all
   */
  public static MemberChoice ofClasses(List<String> classes, int videosPerClass) {
    return new MemberChoice(List.of(), List.copyOf(classes), videosPerClass, true);
  }

  /**
   * The place of each chosen member, relative to the target folder.
   *
   * @param members names of all members that are files
   * @throws InputException if nothing matches, or a class has no member
   */
  Map<String, String> places(List<String> members) {
    Map<String, String> places = byClass ? byClass(members) : matching(members, globs);
    if (places.isEmpty()) {
      throw new InputException("no member of the archive matches");
    }
    return places;
  }

  private static Map<String, String> matching(List<String> members, List<PathMatcher> globs) {
    Map<String, String> places = new LinkedHashMap<>();
    for (String member : members) {
      Path path = path(member);
      if (globs.stream().anyMatch(glob -> glob.matches(path))) {
        places.put(member, member);
      }
    }
    return places;
  }

  private static Path path(String member) {
    try {
      return Path.of(member);
    } catch (InvalidPathException e) {
      throw new InputException("member '" + member + "' has a name that no file can have", e);
    }
  }

  private Map<String, String> byClass(List<String> members) {
    Map<String, List<String>> found = new TreeMap<>();
    for (String member : members) {
      String name = className(member);
      if (!name.isEmpty() && isWanted(name)) {
        found.computeIfAbsent(name, unused -> new ArrayList<>()).add(member);
      }
    }
    requireAll(found);
    Map<String, String> places = new LinkedHashMap<>();
    found.forEach(
        (name, videos) ->
            spread(videos)
                .forEach(
                    video ->
                        places.put(
                            video, FOLDERS.getOrDefault(name, name) + "/" + fileName(video))));
    return places;
  }

  private boolean isWanted(String name) {
    return classes.isEmpty() || classes.stream().anyMatch(name::equalsIgnoreCase);
  }

  private void requireAll(Map<String, List<String>> found) {
    for (String name : classes) {
      if (found.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
        throw new InputException("class '" + name + "': the archive has no video of it");
      }
    }
  }

  private List<String> spread(List<String> videos) {
    List<String> sorted = videos.stream().sorted(Comparator.naturalOrder()).toList();
    if (videosPerClass == 0 || videosPerClass >= sorted.size()) {
      return sorted;
    }
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < videosPerClass; i++) {
      chosen.add(sorted.get((int) ((long) i * sorted.size() / videosPerClass)));
    }
    return chosen;
  }

  private static String className(String member) {
    Matcher clip = CLIP.matcher(fileName(member));
    if (clip.matches()) {
      return clip.group(1);
    }
    String[] parts = member.split("/");
    return parts.length > 1 ? parts[parts.length - 2] : "";
  }

  private static String fileName(String member) {
    return member.substring(member.lastIndexOf('/') + 1);
  }
}
