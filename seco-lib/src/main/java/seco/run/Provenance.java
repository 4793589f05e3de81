package seco.run;

import ai.djl.engine.Engine;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Where a result comes from.
 *
 * @param commit of the code, with {@code -dirty} where files had been changed, or {@code unknown}
 * @param data fingerprint of the frame store
 * @param seed of all randomness
 * @param time when the run began, UTC
 * @param java version of the runtime
 * @param engine tensor library and its version
 * @param device where tensors are computed
 * @param threads of the tensor library
 * @param processor of the machine, with the number of cores and what it has for bfloat16
 */
public record Provenance(
    String commit,
    String data,
    long seed,
    String time,
    String java,
    String engine,
    String device,
    int threads,
    String processor) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** The provenance of a run that begins now. */
  public static Provenance now(String data, long seed) {
    Engine engine = Engine.getInstance();
    String threads = System.getProperty("ai.djl.pytorch.num_threads", "0");
    return new Provenance(
        currentCommit(),
        data,
        seed,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Runtime.version().toString(),
        engine.getEngineName() + " " + engine.getVersion() + ", DJL " + Engine.getDjlVersion(),
        engine.defaultDevice().toString(),
        Integer.parseInt(threads),
        Processor.here().toString());
  }

  /** The commit that git names, or that the environment variable {@code SECO_COMMIT} holds. */
  public static String currentCommit() {
    String named = System.getenv("SECO_COMMIT");
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean done = git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
      return done && !text.isEmpty() ? text : "unknown";
    } catch (IOException e) {
      return "unknown"; // no git on this machine
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  public String toJson() {
    return GSON.toJson(this);
  }
}
