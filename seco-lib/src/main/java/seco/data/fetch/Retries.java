package seco.data.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts attempts that bring nothing, and waits between them. */
final class Retries {
  /** What an attempt must bring to count as one that got further. */
  private static final long STRIDE_BYTES = 1 << 16;

  private final FetchConfig config;
  private final Consumer<String> say;
  private long furthest;
  private int failures;

  Retries(FetchConfig config, long furthest, Consumer<String> say) {
    this.config = config;
    this.furthest = furthest;
    this.say = say;
  }

  void after(IOException failure, long reached) throws IOException, InterruptedException {
    failures = reached >= furthest + STRIDE_BYTES ? 1 : failures + 1;
    furthest = Math.max(furthest, reached);
    String reason = Http.reason(failure);
    if (failures >= config.attempts()) {
      throw new MirrorException(reason + " (" + failures + " attempts)", failure);
    }
    Duration wait = config.waitAfter(failures);
    if (failure instanceof BusyException busy && busy.waitAsked().compareTo(wait) > 0) {
      Duration asked = busy.waitAsked();
      wait = asked.compareTo(config.longestWait()) < 0 ? asked : config.longestWait();
    }
    say.accept(reason + "; asked again in " + wait.toMillis() / 1e3 + " s");
    Thread.sleep(wait.toMillis());
  }
}
