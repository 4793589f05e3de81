package seco.notebook;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import seco.InputException;
import seco.pretrain.PretrainConfig;
import seco.run.FolderLock;
import seco.video.FrameStore;

/**
 * A pretraining as a process of its own, {@code seco pretrain}, which goes on when this one ends;
 * {@link LiveTraining#attach} looks on. What it says on the way is in a file beside the run.
 *
 * @param run folder of the run
 * @param process number of the process
 */
public record BackgroundTraining(Path run, long process) {
  private static final String MAIN = "seco.cli.Main"; // above this package
  private static final String KERNEL_CLASS_PATH = "JJAVA_CLASSPATH"; // the kernel's loader reads it
  private static final long MILLISECONDS_BETWEEN = 100;

  /**
   * Begins a run, or goes on with one, in a new process, and waits until that has taken the run.
   *
   * @param folder of the run; one that is there must have the same settings
   * @throws InputException if it has other settings, or another process is training it
   * @throws IOException if the process ends at once; the message has its last words
   */
  public static BackgroundTraining start(PretrainConfig config, FrameStore store, Path folder)
      throws IOException {
    LiveTraining.open(config, store, folder, null).close(); // the run's folder, nothing learnt yet
    Path log = log(folder);
    Process process =
        new ProcessBuilder(command(store.folder(), folder))
            .redirectInput(ProcessBuilder.Redirect.from(new File(nothing())))
            .redirectOutput(log.toFile())
            .redirectErrorStream(true)
            .start();
    awaitBeginning(process, folder);
    return new BackgroundTraining(folder, process.pid());
  }

  private static String nothing() {
    return File.separatorChar == '\\' ? "NUL" : "/dev/null";
  }

  /** Beside the run, not in it: it tells of this machine, and of each start anew. */
  private static Path log(Path run) {
    return run.resolveSibling(run.getFileName() + ".log");
  }

  /**
   * The command; its session is its own where the system can do that, so that the terminal's
   * signals do not reach it.
   */
  private static List<String> command(Path store, Path folder) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    RuntimeMXBean java = ManagementFactory.getRuntimeMXBean();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : java.getInputArguments()) {
      if (option.startsWith("-Xmx") || option.startsWith("-D") || option.startsWith("--enable")) {
        command.add(option);
      }
    }
    String kernel = System.getenv(KERNEL_CLASS_PATH);
    command.addAll(List.of("-cp", kernel == null ? java.getClassPath() : kernel, MAIN));
    command.addAll(List.of("pretrain", "--store", store.toAbsolutePath().toString()));
    command.addAll(List.of("--run", folder.toAbsolutePath().toString(), "--resume"));
    return command;
  }

  private static void awaitBeginning(Process process, Path folder) throws IOException {
    try {
      while (!process.waitFor(MILLISECONDS_BETWEEN, TimeUnit.MILLISECONDS)) {
        if (FolderLock.isTaken(folder)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process goes on
      return;
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          folder + ": the training's process ended at once: " + lastWords(folder).orElse(""));
    }
  }

  /** What the process said last; empty where none was started or it has said nothing. */
  static Optional<String> lastWords(Path run) {
    try {
      String text = new String(Files.readAllBytes(log(run)), Charset.defaultCharset());
      return text.lines().filter(line -> !line.isBlank()).reduce((before, last) -> last);
    } catch (IOException e) {
      return Optional.empty(); // no such file
    }
  }

  /** Whether the process is still there. */
  public boolean isAlive() {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Asks the process to finish its step, save and end; {@link #start} goes on from there. */
  public void stop() {
    ProcessHandle.of(process).ifPresent(ProcessHandle::destroy);
  }
}
