package seco.pretrain;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import seco.OpenInPaper;
import seco.run.Settings;

/** The paper's values that a run changes. */
final class Departures {
  /** What every run chooses, and what changes nothing of the method. */
  private static final Set<String> NO_VALUES = Set.of("preset", "tasks", "seed");

  private Departures() {}

  /**
   * A line for each, for example {@code contrast.memorySize 96 (paper 131072)}. A value that the
   * paper leaves open is marked as the authors' code's.
   */
  static List<String> from(PretrainConfig config) {
    return from(config, PretrainConfig.paper());
  }

  /** The same of a training on clips: of DualVar's paper. */
  static List<String> from(DualVarConfig config) {
    List<String> lines = from(config, DualVarConfig.paper(config.flavour()));
    // Without a memory, or without contrasts, these are nothing.
    if (config.flavour() != DualVarFlavour.MOCO) {
      lines.removeIf(line -> line.startsWith("contrast.m"));
    }
    if (!config.flavour().isContrast()) {
      lines.removeIf(line -> line.startsWith("contrast.") || line.startsWith("segments "));
    }
    return lines;
  }

  private static <R extends Record> List<String> from(R config, R paper) {
    List<String> lines = new ArrayList<>();
    Settings.differences(config, paper)
        .forEach(
            (path, values) -> {
              if (!NO_VALUES.contains(path) && !path.startsWith("execution.")) {
                boolean open = isOpen(config.getClass(), path);
                String source = open ? "open in the paper, authors' code " : "paper ";
                lines.add(
                    "%s %s (%s%s)"
                        .formatted(path, plain(values.get(0)), source, plain(values.get(1))));
              }
            });
    return lines;
  }

  private static String plain(String value) {
    return value.matches("-?\\d+\\.0")
        ? value.substring(0, value.length() - 2)
        : value.toLowerCase(Locale.ROOT);
  }

  private static boolean isOpen(Class<?> settings, String path) {
    Class<?> type = settings;
    boolean open = false;
    for (String name : path.split("\\.", -1)) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getName().equals(name)) {
          open = component.isAnnotationPresent(OpenInPaper.class);
          type = component.getType();
          break;
        }
      }
    }
    return open;
  }
}
