package seco.run;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** How large an experiment is. The environment variable {@code SECO_SCALE} chooses. */
public enum Scale {
  /** Seconds: shows that everything works. For tests. */
  SMOKE,
  /** Minutes on two cores. The default. */
  DESK,
  /** The papers' setting: days on several GPUs. */
  PAPER;

  private static final String VARIABLE = "SECO_SCALE";

  /**
   * The scale that the environment names, or {@link #DESK} where it names none.
   *
   * @throws InputException if the name is none of the three
   */
  public static Scale current() {
    return of(System.getenv(VARIABLE));
  }

  /** The scale of a name; {@link #DESK} for an empty name or none. */
  static Scale of(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return DESK;
    }
    for (Scale scale : values()) {
      if (scale.id().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return scale;
      }
    }
    throw new InputException(VARIABLE + " '" + name + "': choose smoke, desk or paper");
  }

  /** The name as it is written in settings and folders: {@code desk}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
