package seco.video;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process's sign of life, a line of text.
 *
 * @param machine on which the number of the process means the process
 * @param process its number
 * @param startMillis when it started
 * @param beat how often the sign has been given
 */
record WorkerSign(String machine, long process, long startMillis, long beat) {
  /** Start times of one process may differ: they are derived from a clock that is set at times. */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  private static final String THIS_MACHINE = thisMachine();

  static WorkerSign ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new WorkerSign(THIS_MACHINE, self.pid(), startMillis(self), 0);
  }

  /** The machine and, where processes are numbered by container, the container. */
  private static String thisMachine() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return hostName(); // not Linux
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().replace(' ', '-');
    } catch (IOException e) {
      return "unnamed-" + ProcessHandle.current().pid(); // matches no other: silence decides
    }
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  WorkerSign next() {
    return new WorkerSign(machine, process, startMillis, beat + 1);
  }

  String text() {
    return String.join(
        " ", machine, Long.toString(process), Long.toString(startMillis), Long.toString(beat));
  }

  /** Reads a sign; what is none comes from nobody known. */
  static WorkerSign parse(String text) {
    String[] words = text.strip().split(" ", -1);
    try {
      return new WorkerSign(
          words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      return new WorkerSign("unknown", 0, 0, 0);
    }
  }

  /** Whether the process is known to have ended; never of a process on another machine. */
  boolean hasEnded() {
    if (!machine.equals(THIS_MACHINE)) {
      return false;
    }
    Optional<ProcessHandle> found = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    return found.isEmpty()
        || Math.abs(startMillis(found.get()) - startMillis) > TOLERANCE.toMillis();
  }
}
