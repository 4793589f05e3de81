package seco.run;

import ai.djl.engine.Engine;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
 * @param list fingerprint of the list of videos; null in a record of before it was noted
 * @param protocol whose list it is, from its {@link ProtocolCard}; null where there is none
 * @param videos fingerprint of the videos themselves, whatever was stored of them; null in a record
 *     of before it was noted
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
    String processor,
    @Nullable String list,
    @Nullable String protocol,
    @Nullable String videos) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** A provenance that does not tell the list of videos. */
  public Provenance(
      String commit,
      String data,
      long seed,
      String time,
      String java,
      String engine,
      String device,
      int threads,
      String processor) {
    this(commit, data, seed, time, java, engine, device, threads, processor, null, null, null);
  }

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

  /** The same with the list of videos from which the data were made. */
  public Provenance of(String listSha256, String videosSha256, Optional<ProtocolCard> card) {
    return new Provenance(
        commit,
        data,
        seed,
        time,
        java,
        engine,
        device,
        threads,
        processor,
        listSha256,
        card.map(ProtocolCard::summary).orElse(null),
        videosSha256);
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
