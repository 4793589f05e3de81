package seco.spark;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import scala.runtime.BoxedUnit;
import seco.InputException;

/** Executors of Spark, while they are held; one at a time in a process. */
final class Cluster implements AutoCloseable {
  private static final String GROUP = "seco";
  private static final int LOOKS_FOR_AN_END = 6000; // ten minutes: a task may be long at its piece
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** What a task asks of its executor. */
  enum Load {
    /** One core. */
    ONE_CORE,
    /** The engine's threads. */
    TENSORS,
    /** The engine's threads, and that nothing else is trained in its process. */
    TRAINING
  }

  private final JavaSparkContext context;

  private Cluster(JavaSparkContext context) {
    this.context = context;
  }

  /**
   * Takes executors.
   *
   * @param name of the work, for Spark's own pages
   * @throws InputException if the master's name is none
   */
  static Cluster open(String name, ClusterConfig config, Load load) throws IOException {
    SparkConf conf = new SparkConf().setMaster(config.master()).setAppName("seco " + name);
    usual(config, load).forEach(conf::set);
    config.settings().forEach(conf::set);
    conf.set("spark.speculation", "false"); // of two attempts both would train
    try {
      return new Cluster(new JavaSparkContext(conf));
    } catch (Exception e) { // Scala's do not say which
      if (String.valueOf(e.getMessage()).startsWith("Could not parse Master URL")) {
        throw new InputException("master '" + config.master() + "' is none of Spark's", e);
      }
      throw new IOException(config.master() + ": " + firstLine(e), e);
    }
  }

  private static Map<String, String> usual(ClusterConfig config, Load load) {
    int threads = load == Load.ONE_CORE ? 1 : config.threads();
    Map<String, String> usual = ExecutorSettings.of(threads);
    usual.put("spark.ui.enabled", "false");
    usual.put("spark.ui.showConsoleProgress", "false");
    if (config.isLocal()) {
      usual.put("spark.driver.host", "127.0.0.1"); // whatever the machine's name resolves to
      usual.put("spark.driver.bindAddress", "127.0.0.1");
      usual.put("spark.task.cpus", load == Load.ONE_CORE ? "1" : "" + config.localCores());
      return usual;
    }
    usual.put("spark.task.cpus", "" + threads);
    if (load == Load.TRAINING) {
      usual.put("spark.executor.cores", "" + threads);
    }
    usual.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    return usual;
  }

  /** How many tasks of one core can run at the same time, as far as is known. */
  int cores() {
    return context.defaultParallelism();
  }

  /**
   * What became of a piece: a result, or why the input was refused.
   *
   * @param <R> of the result
   */
  private record Outcome<R extends Serializable>(@Nullable R result, @Nullable String refusal)
      implements Serializable {}

  /** A task: its only piece's work. */
  private record Task<T extends Serializable, R extends Serializable>(Work<T, R> work)
      implements scala.Function1<scala.collection.Iterator<T>, Outcome<R>>, Serializable {
    @Override
    public Outcome<R> apply(scala.collection.Iterator<T> pieces) {
      try {
        return new Outcome<>(work.on(pieces.next()), null);
      } catch (InputException e) {
        return new Outcome<>(null, String.valueOf(e.getMessage()));
      } catch (IOException | InterruptedException e) {
        throw new TaskFailure(e);
      }
    }
  }

  /** A failure on the way through Spark, which knows unchecked ones. */
  private static final class TaskFailure extends RuntimeException {
    TaskFailure(Exception cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  /** Takes results as they come. */
  private record Taking<R extends Serializable>(
      JavaSparkContext context, Consumer<R> done, AtomicReference<@Nullable String> refusal)
      implements scala.Function2<Object, Outcome<R>, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object piece, Outcome<R> outcome) {
      if (outcome.result != null) {
        done.accept(outcome.result);
      } else if (refusal.compareAndSet(null, outcome.refusal)) {
        context.cancelJobGroup(GROUP);
      }
      return BoxedUnit.UNIT;
    }
  }

  /**
   * Has all pieces done, each as a task, and returns when no task runs any more.
   *
   * @param done told each result as it comes, one at a time
   * @throws RefusedException if a task refuses its input
   * @throws IOException if a task fails again and again
   */
  <T extends Serializable, R extends Serializable> void run(
      List<T> pieces, Work<T, R> work, Consumer<R> done) throws IOException {
    if (pieces.isEmpty()) {
      return;
    }
    AtomicReference<@Nullable String> refusal = new AtomicReference<>();
    JavaRDD<T> tasks = context.parallelize(pieces, pieces.size());
    context.setJobGroup(GROUP, "pieces of work", true);
    try {
      context
          .sc()
          .runJob(
              tasks.rdd(),
              new Task<>(work),
              new Taking<>(context, done, refusal),
              scala.reflect.ClassTag$.MODULE$.apply(Outcome.class));
    } catch (Exception e) { // Scala's do not say which
      awaitEnd();
      if (refusal.get() == null) {
        throw failure(e);
      }
    }
    String refused = refusal.get();
    if (refused != null) {
      awaitEnd();
      throw new RefusedException(refused);
    }
  }

  private static IOException failure(Exception e) {
    if (String.valueOf(e.getMessage()).contains("SparkContext was shut down")) {
      return new IOException("stopped; the same command goes on with what is not finished", e);
    }
    Throwable cause = e instanceof SparkException && e.getCause() != null ? e.getCause() : e;
    return new IOException(firstLine(cause), e);
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(e.toString());
  }

  /** Waits for tasks that were told to stop, so that nothing is written afterwards. */
  private void awaitEnd() {
    for (int look = 0; look < LOOKS_FOR_AN_END && tasksRunning() > 0; look++) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private int tasksRunning() {
    int running = 0;
    for (SparkExecutorInfo executor : context.sc().statusTracker().getExecutorInfos()) {
      running += executor.numRunningTasks();
    }
    return running;
  }

  @Override
  public void close() {
    context.close();
  }
}
