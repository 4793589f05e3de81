package seco.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import seco.InputException;
import seco.model.ResNetConfig;

/** Checks of option values; each refusal names the option and the value. */
final class Options {
  /** Rows of a batch or a memory: as many as an array of embeddings can hold. */
  static final int MOST_ROWS = 1 << 23;

  private Options() {}

  static void requireDepth(String option, int depth) {
    try {
      var unused = ResNetConfig.of(depth);
    } catch (IllegalArgumentException e) {
      throw new InputException(option + ": " + e.getMessage(), e);
    }
  }

  static long requireAtLeast(String option, long value, long least) {
    if (value < least) {
      throw new InputException(option + " " + value + ": must be at least " + least);
    }
    return value;
  }

  static void requireWithin(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InputException(option + " " + value + ": must lie in " + least + ".." + most);
    }
  }

  /** What {@code made} gives; what it refuses is said of the option. */
  static <T> T of(String option, Supplier<T> made) {
    try {
      return made.get();
    } catch (InputException e) {
      throw new InputException(option + ": " + e.getMessage(), e);
    }
  }

  /** A path of the command line, as text: never empty, without needless parts. */
  static String path(String value) {
    try {
      return new PathConverter().convert(value).toString();
    } catch (TypeConversionException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The choice of a name, written as in {@code three-frames}. */
  static <E extends Enum<E>> E choice(String option, String value, Class<E> type) {
    return choice(option, value, List.of(type.getEnumConstants()));
  }

  /** The same where not all may be chosen. */
  static <E extends Enum<E>> E choice(String option, String value, List<E> choices) {
    for (E choice : choices) {
      if (word(choice).equals(value)) {
        return choice;
      }
    }
    String words = choices.stream().map(Options::word).collect(Collectors.joining(" or "));
    throw new InputException(option + " '" + value + "': choose " + words);
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Paths of the command line: never empty, without needless parts. */
  static final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      if (value.isBlank()) {
        throw new TypeConversionException("'" + value + "' is not a path");
      }
      try {
        Path path = Path.of(value).normalize();
        boolean named = !path.toString().isEmpty() && !path.endsWith("..");
        return named ? path : Path.of(value).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + value + "' is not a path");
      }
    }
  }
}
