package seco.data.split;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the name of a file tells which listed video it holds. */
public enum Naming {
  /** By the name without its ending, in upper or lower case. */
  STEM {
    @Override
    String key(String path) {
      return stem(path).toLowerCase(Locale.ROOT);
    }

    @Override
    String identity(String name) {
      return withoutEnding(name).toLowerCase(Locale.ROOT);
    }
  },
  /**
   * By a YouTube id and the seconds where the clip begins and ends, {@code ID_000012_000022}; a
   * name without seconds fits by its id.
   */
  CLIP {
    @Override
    String key(String path) {
      String stem = stem(path);
      return stem.substring(0, Math.min(ID_LENGTH, stem.length()));
    }

    @Override
    boolean fits(String name, String path) {
      String stem = stem(path);
      return stem.length() <= ID_LENGTH || times(name).equals(times(stem));
    }

    private String times(String stem) {
      Matcher times = TIMES.matcher(stem.substring(Math.min(ID_LENGTH, stem.length())));
      return times.matches() ? times.group(1) + " " + times.group(2) : stem;
    }
  },
  /** By a YouTube id, {@code v_ID} or {@code ID}. */
  YOUTUBE_ID {
    @Override
    String key(String path) {
      String stem = stem(path);
      return stem.length() > ID_LENGTH && stem.startsWith("v_") ? stem.substring(2) : stem;
    }
  },
  /** By the whole path. */
  PATH {
    @Override
    String key(String path) {
      return path;
    }
  };

  static final int ID_LENGTH = 11;
  private static final Pattern TIMES = Pattern.compile("_0*(\\d+)_0*(\\d+)");
  private static final Pattern ENDING =
      Pattern.compile(
          "\\.(avi|mp4|mkv|webm|mov|m4v|mpg|mpeg|flv|wmv|3gp)$", Pattern.CASE_INSENSITIVE);

  /** What the name of a listed video and the path of its file have in common. */
  abstract String key(String path);

  /** Whether a file whose key is a listed video's holds it. */
  boolean fits(String name, String path) {
    return true;
  }

  /** What two lines of a list have in common if they name the same video. */
  String identity(String name) {
    return name;
  }

  /** A name without the ending of a video file; a dot elsewhere is part of the name. */
  static String withoutEnding(String name) {
    return ENDING.matcher(name).replaceFirst("");
  }

  /** The last part of a path, without the ending of a video file. */
  static String stem(String path) {
    return withoutEnding(path.substring(path.lastIndexOf('/') + 1));
  }

  /** The name of the folder in which a path's file lies; empty where it names none. */
  static String folder(String path) {
    int end = path.lastIndexOf('/');
    return end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
