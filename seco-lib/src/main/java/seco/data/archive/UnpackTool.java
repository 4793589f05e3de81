package seco.data.archive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program of the system that writes the content of an archive's files, one after the other, to
 * its standard output. It is given neither names of members nor a folder to write to.
 */
final class UnpackTool {
  private static final int SHOWN_BYTES = 300;

  private final Path program;
  private final List<String> options;

  private UnpackTool(Path program, List<String> options) {
    this.program = program;
    this.options = options;
  }

  /**
   * The first of {@code bsdtar} and {@code unrar} that is installed, or null.
   *
   * @param path the folders of programs
   */
  static @Nullable UnpackTool find(@Nullable String path) {
    UnpackTool tar = find(path, "bsdtar", List.of("-x", "-O", "-f"));
    return tar != null ? tar : find(path, "unrar", List.of("p", "-inul", "-p-"));
  }

  private static @Nullable UnpackTool find(
      @Nullable String path, String name, List<String> options) {
    String folders = path == null ? "" : path;
    for (String folder : folders.split(File.pathSeparator)) {
      for (String suffix : List.of("", ".exe")) {
        Path program = Path.of(folder).resolve(name + suffix).toAbsolutePath();
        if (!folder.isBlank() && Files.isRegularFile(program) && Files.isExecutable(program)) {
          return new UnpackTool(program, options);
        }
      }
    }
    return null;
  }

  /** Starts it on an archive. */
  Running start(Path archive) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(options);
    command.add(archive.toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8"); // names that it cannot write make it give up
    Process process = builder.start();
    process.getOutputStream().close(); // it has nothing to ask
    return new Running(program, process);
  }

  /** The program at work; ended when closed. */
  static final class Running implements AutoCloseable {
    private final Path program;
    private final Process process;
    private final StringBuffer complaint = new StringBuffer();
    private final Thread listener;

    private Running(Path program, Process process) {
      this.program = program;
      this.process = process;
      listener = new Thread(this::listen, "seco-unpack-tool");
      listener.setDaemon(true);
      listener.start();
    }

    private void listen() {
      try (InputStream err = process.getErrorStream()) {
        complaint.append(new String(err.readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8));
        err.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        complaint.append(e.getMessage());
      }
    }

    InputStream output() {
      return process.getInputStream();
    }

    /** Why it gave less than it should have. */
    IOException failure() {
      try {
        listener.join(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      String words = complaint.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
      String said = words.isEmpty() ? "without a word" : "'" + words + "'";
      return new IOException(program + " gave up: " + said);
    }

    /** What to say of content that has another check sum. */
    IOException otherContent(String member) {
      return new IOException(
          "%s gives other content for '%s' than its check sum says; if the archive is sound, unpack it with another program"
              .formatted(program, member));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
