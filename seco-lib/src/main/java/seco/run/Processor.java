package seco.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * This machine's processor, as the system describes it.
 *
 * @param model its name, empty where the system does not say
 * @param cores at work for this process
 * @param bfloat16 the instructions it has for products of bfloat16, such as {@code amx_bf16}; empty
 *     where the system does not say
 */
public record Processor(String model, int cores, Set<String> bfloat16) {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
  private static final List<String> PRODUCTS = List.of("amx_bf16", "avx512_bf16");

  public Processor {
    bfloat16 = Set.copyOf(bfloat16);
  }

  /** The processor of this machine. */
  public static Processor here() {
    int cores = Runtime.getRuntime().availableProcessors();
    try {
      return parse(Files.isReadable(DESCRIPTION) ? Files.readString(DESCRIPTION) : "", cores);
    } catch (IOException e) {
      return parse("", cores); // a system that does not let its description be read
    }
  }

  /** From Linux's description, of which the first core stands for all. */
  static Processor parse(String description, int cores) {
    Set<String> flags = new LinkedHashSet<>(Arrays.asList(value(description, "flags").split(" ")));
    flags.retainAll(PRODUCTS);
    return new Processor(value(description, "model name"), cores, flags);
  }

  private static String value(String description, String key) {
    return description
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** Whether products of bfloat16 are faster here than those of float32. */
  public boolean hasBfloat16() {
    return !bfloat16.isEmpty();
  }

  /** As it stands in a run's record. */
  @Override
  public String toString() {
    String known = bfloat16.stream().sorted().collect(Collectors.joining(", "));
    return String.join(
        ", ",
        System.getProperty("os.arch"),
        cores + " cores",
        model.isEmpty() ? "unknown model" : model,
        known.isEmpty() ? "no bfloat16" : known);
  }
}
