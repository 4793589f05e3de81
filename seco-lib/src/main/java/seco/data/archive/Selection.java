package seco.data.archive;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import seco.InputException;

/** Which members are unpacked: those that one of some patterns describes, or all. */
final class Selection {
  private final List<String> patterns;
  private final List<PathMatcher> matchers;

  /**
   * @param patterns with {@code *}, {@code **}, {@code ?}, {@code [..]} and {@code {..}}; one
   *     without a slash describes the last part of a path
   * @throws InputException naming the pattern that is none
   */
  Selection(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
    matchers = patterns.stream().map(Selection::matcher).toList();
  }

  private static PathMatcher matcher(String pattern) {
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      return pattern.indexOf('/') >= 0 ? matcher : path -> matcher.matches(path.getFileName());
    } catch (PatternSyntaxException e) {
      throw new InputException("'" + pattern + "': not a pattern, " + e.getDescription(), e);
    }
  }

  /**
   * @param path relative, its parts parted by {@code /}
   */
  boolean holds(Path path) {
    return matchers.isEmpty() || matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }

  List<String> patterns() {
    return patterns;
  }
}
