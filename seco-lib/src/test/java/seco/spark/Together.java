package seco.spark;

import java.util.Arrays;

/** A program that ends with the process that started it, however that ends. */
final class Together {
  private Together() {}

  /** Arguments: the number of the other process, a main class, its arguments. */
  public static void main(String[] arguments) throws Exception {
    ProcessHandle.of(Long.parseLong(arguments[0]))
        .orElseThrow()
        .onExit()
        .thenRun(() -> Runtime.getRuntime().halt(1));
    Class.forName(arguments[1])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
  }
}
