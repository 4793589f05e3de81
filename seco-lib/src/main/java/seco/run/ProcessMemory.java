package seco.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/** The memory in which tensors lie: this process's, or that of the GPUs where there are some. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Bytes held now; outside Linux those of Java's heap. */
  public static long held() throws IOException {
    if (gpus() > 0) {
      return ofGpus(MemoryUsage::getCommitted);
    }
    long resident = status("VmRSS:");
    return resident > 0 ? resident : Runtime.getRuntime().totalMemory();
  }

  /**
   * The most that was ever held at once; 0 outside Linux. Of GPUs it is what they hold now: the
   * engine keeps what it has once taken.
   */
  public static long peak() throws IOException {
    return gpus() > 0 ? ofGpus(MemoryUsage::getCommitted) : peakResident();
  }

  /** The most of the machine's main memory that this process ever held; 0 outside Linux. */
  public static long peakResident() throws IOException {
    return status("VmHWM:");
  }

  /** Bytes that there are in all, for the container where the process is in one. */
  public static long ofMachine() {
    if (gpus() > 0) {
      return ofGpus(MemoryUsage::getMax);
    }
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize();
  }

  private static int gpus() {
    return Engine.getInstance().getGpuCount();
  }

  private static long ofGpus(ToLongFunction<MemoryUsage> bytes) {
    long sum = 0;
    for (int gpu = 0; gpu < gpus(); gpu++) {
      sum += bytes.applyAsLong(CudaUtils.getGpuMemory(Device.gpu(gpu)));
    }
    return sum;
  }

  private static long status(String name) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    List<String> lines = Files.readAllLines(STATUS);
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
