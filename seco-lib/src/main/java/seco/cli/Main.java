package seco.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import seco.InputException;

/**
 * The program {@code seco}.
 *
 * <table>
 * <caption>Exit codes</caption>
 * <tr><td>0</td><td>done</td></tr>
 * <tr><td>1</td><td>something failed, such as a full disk; one line says what</td></tr>
 * <tr><td>2</td><td>refused, the input is bad; one line says what, nothing was made</td></tr>
 * <tr><td>130</td><td>stopped by Ctrl-C with the work saved; a line says how to go on</td></tr>
 * <tr><td>143</td><td>the same, stopped by the signal TERM</td></tr>
 * </table>
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int REFUSED = 2;
  private static final int STOPPED = 130;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int code;
    Console console = new Console(out, err, Console.errorIsTerminal());
    try (console) {
      code = run(args, console);
    }
    if (!console.isEnding()) { // else the process ends already, with the code of its signal
      System.exit(code);
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Runs a command within this process.
   *
   * @param out gets the result
   * @param err gets progress and complaints
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try (Console console = new Console(out, err, false)) {
      return run(args, console);
    }
  }

  private static int run(String[] args, Console console) {
    CommandLine line =
        new CommandLine(new SecoCommand(console))
            .setOut(console.outWriter())
            .setErr(console.errWriter())
            .setUsageHelpAutoWidth(false)
            .setExitCodeExceptionMapper(e -> FAILED)
            .setParameterExceptionHandler((e, arguments) -> refuse(console, e))
            .setExecutionExceptionHandler((e, command, result) -> fail(console, command, e));
    boolean verbose = List.of(args).contains("--verbose");
    try {
      return line.execute(args);
    } catch (Error e) { // no memory, a native library that does not load
      return failed(console, "seco", e, verbose);
    }
  }

  private static int refuse(Console console, ParameterException e) {
    CommandLine command = e.getCommandLine();
    String message = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched && command.getParent() == null) {
      message = "no command '" + unmatched.getUnmatched().get(0) + "'";
    }
    String name = command.getCommandSpec().qualifiedName();
    console.complain(name + ": " + message + " (see " + name + " --help)");
    return REFUSED;
  }

  private static int fail(Console console, CommandLine command, Exception e) {
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof StoppedException) {
      return STOPPED;
    }
    if (e instanceof InputException) {
      console.complain(name + ": " + e.getMessage());
      trace(console, e, isVerbose(command));
      return REFUSED;
    }
    return failed(console, name, e, isVerbose(command));
  }

  private static boolean isVerbose(CommandLine command) {
    return command.getCommand() instanceof Subcommand subcommand && subcommand.verbose();
  }

  private static int failed(Console console, String name, Throwable e, boolean verbose) {
    boolean expected = e instanceof java.io.IOException && e.getMessage() != null;
    String hint = expected || verbose ? "" : " (add --verbose for details)";
    String what = expected ? String.valueOf(e.getMessage()) : e.toString();
    console.complain(name + ": " + what + hint);
    trace(console, e, verbose);
    return FAILED;
  }

  private static void trace(Console console, Throwable e, boolean verbose) {
    if (verbose) {
      e.printStackTrace(console.errWriter());
      console.errWriter().flush();
    }
  }
}
