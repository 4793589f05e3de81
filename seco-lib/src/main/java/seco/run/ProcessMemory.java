package seco.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The memory of this process and of its machine. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Bytes of physical memory held now, the engine's included; unknown outside Linux. */
  public static OptionalLong resident() throws IOException {
    return status("VmRSS:");
  }

  /** The most that was ever held at once since the process began; unknown outside Linux. */
  public static OptionalLong peak() throws IOException {
    return status("VmHWM:");
  }

  /** Bytes that the machine, or the container, has in all. */
  public static long ofMachine() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize();
  }

  private static OptionalLong status(String name) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    List<String> lines = Files.readAllLines(STATUS);
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
