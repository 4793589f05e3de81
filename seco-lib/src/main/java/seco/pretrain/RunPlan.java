package seco.pretrain;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import seco.InputException;
import seco.run.RunDirectory;
import seco.run.SafeFile;

/**
 * What follows from a run's settings and its data together, for those who watch the run without the
 * data.
 *
 * @param steps of the whole training
 */
public record RunPlan(long steps) {
  private static final Gson GSON = new Gson();

  /** Writes the plan of a run, unless it is there; runs of older versions have none. */
  void writeOnce(RunDirectory run) throws IOException {
    if (Files.notExists(run.plan())) {
      SafeFile.writeText(run.plan(), GSON.toJson(this) + "\n");
    }
  }

  /**
   * The plan of a run; empty where an older version has written the run.
   *
   * @throws InputException if the file is damaged
   */
  public static Optional<RunPlan> read(Path run) throws IOException {
    Path file = run.resolve("plan.json");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      RunPlan plan = GSON.fromJson(Files.readString(file), RunPlan.class);
      if (plan != null && plan.steps > 0) {
        return Optional.of(plan);
      }
      throw new InputException(file + ": no plan of a run; delete it and resume the run");
    } catch (JsonParseException e) {
      throw new InputException(file + ": no plan of a run; delete it and resume the run", e);
    }
  }
}
