package seco.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.launcher.JavaModuleOptions;
import seco.ChildJvm;

/**
 * A standalone cluster of Spark on this machine, each part a process of its own: a master, and
 * workers of one core. All end when it is closed, or with this process.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final String master;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  /**
   * @param folder for what the processes write
   */
  StandaloneCluster(Path folder, int count) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    Files.createDirectories(folder.resolve("home/jars"));
    Files.createFile(folder.resolve("home/RELEASE"));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    master = "spark://" + HOST + ":" + port;
    try {
      String number = Integer.toString(port);
      start("master", Master.class, "--host", HOST, "--port", number, "--webui-port", "0");
      await(port);
      for (int i = 0; i < count; i++) {
        String[] options = {"--host", HOST, "--webui-port", "0", "--cores", "1", "--memory", "1g"};
        List<String> words = new ArrayList<>(Arrays.asList(options));
        words.addAll(List.of("-d", folder.resolve("work" + i).toString(), master));
        workers.add(start("worker" + i, Worker.class, words.toArray(String[]::new)));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Process start(String name, Class<?> part, String... options) throws IOException {
    List<String> command = new ArrayList<>(ChildJvm.command(Together.class));
    command.addAll(1, List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(part.getName());
    command.addAll(Arrays.asList(options));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".txt").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("local").toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private void await(int port) throws IOException, InterruptedException {
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(HOST, port), 1000);
        return;
      } catch (IOException e) {
        if (!processes.get(0).isAlive()) {
          throw new IOException(Files.readString(folder.resolve("master.txt")), e);
        }
        Thread.sleep(50);
      }
    }
  }

  /** How to work on it from this process. */
  ClusterConfig config() {
    return new ClusterConfig(
        master,
        1,
        Map.of(
            "spark.driver.host",
            HOST,
            "spark.driver.bindAddress",
            HOST,
            "spark.executor.memory",
            "600m"));
  }

  /** Kills a worker and its executors at once, by SIGKILL; how many executors there were. */
  int kill(int number) throws InterruptedException {
    Process worker = workers.get(number);
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
    worker.waitFor();
    return executors.size();
  }

  /** What the processes said. */
  String words() throws IOException {
    StringBuilder words = new StringBuilder();
    for (String name : List.of("master", "worker0", "worker1")) {
      Path file = folder.resolve(name + ".txt");
      words.append(name).append(": ").append(Files.exists(file) ? Files.readString(file) : "");
    }
    return words.toString();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
