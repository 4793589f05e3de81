package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import seco.probe.FeatureSet;
import seco.video.StoreFiles;

/** The commands on Spark and those without, side by side. */
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 3.5 runs on JDK 17")
final class SparkCommandTest {
  @TempDir Path folder;

  private static Outcome spark(Object... words) {
    List<Object> all = new ArrayList<>(List.of("spark"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--master", "local[2]", "--json"));
    return Outcome.of(all.toArray());
  }

  private static Outcome done(Outcome outcome) {
    assertEquals(0, outcome.code(), outcome.err());
    return outcome;
  }

  /** Forty videos in three shards, of which two are damaged. */
  private Path list() throws IOException {
    byte[] video = Files.readAllBytes(SmallLab.video());
    Files.write(folder.resolve("with blanks in it.mp4"), video);
    Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(video, video.length / 2));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String name = i == 20 ? "cut.mp4" : i == 35 ? "none.mp4" : "with blanks in it.mp4";
      lines.add(name + " 12 " + i % 3);
    }
    return Files.write(folder.resolve("list.txt"), lines);
  }

  @Test
  void frames_inASharedFolderOrThroughHadoop_areThoseOfThisProcess() throws IOException {
    Path list = list();
    Object[] words = {"frames", "--list", list, "--root", folder, "--edge", 48, "--json"};
    Path alone = folder.resolve("alone");
    Path report = folder.resolve("alone.json");
    JsonObject expected =
        done(Outcome.of(with(words, "--out", alone, "--skip-damaged", report))).json();

    JsonObject shared =
        done(spark(
                with(
                    Arrays.copyOf(words, 7),
                    "--out",
                    folder.resolve("shared"),
                    "--skip-damaged",
                    folder.resolve("shared.json"))))
            .json();
    Outcome elsewhere = done(throughHadoop(folder.resolve("hadoop"), "--skip-damaged"));
    Outcome again = done(throughHadoop(folder.resolve("hadoop"), "--skip-damaged"));

    StoreFiles.assertSame(alone, folder.resolve("shared"));
    StoreFiles.assertSame(alone, folder.resolve("hadoop/store"));
    for (String made : List.of("shared", "hadoop/report")) {
      for (String ending : List.of(".json", ".clean.txt")) {
        assertArrayEquals(
            Files.readAllBytes(folder.resolve("alone" + ending)),
            Files.readAllBytes(folder.resolve(made + ending)));
      }
    }
    for (String name : List.of("videos", "frames", "bytes", "sha256", "omitted")) {
      assertEquals(expected.get(name), shared.get(name), name);
      assertEquals(expected.get(name), elsewhere.json().get(name), name);
    }
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(shared.keySet()));
    assertEquals(elsewhere.json(), again.json());
    assertEquals(List.of("report.clean.txt", "report.json", "store"), names("hadoop"));
  }

  /** The same by URIs alone. */
  private Outcome throughHadoop(Path out, String... skip) throws IOException {
    String root = "file://" + folder;
    List<Object> words = new ArrayList<>(List.of("frames", "--list", root + "/list.txt"));
    words.addAll(List.of("--root", root, "--edge", 48, "--out", "file://" + out + "/store"));
    if (skip.length > 0) {
      words.addAll(List.of(skip[0], "file://" + out + "/report.json"));
    }
    return spark(words.toArray());
  }

  private List<String> names(String place) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(place))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void frames_ofADamagedVideo_areRefused_andNothingStaysBehind() throws IOException {
    Path list = list();
    Files.writeString(list, Files.readString(list).replace("none.mp4", "cut.mp4"));
    Path out = folder.resolve("new/store");

    Outcome shared = spark("frames", "--list", list, "--root", folder, "--out", out);
    Outcome elsewhere = throughHadoop(folder.resolve("hadoop/new"));

    for (Outcome refused : List.of(shared, elsewhere)) {
      assertEquals(2, refused.code(), refused.err());
      assertEquals(1, refused.err().lines().count(), refused.err());
    }
    String file = list + ", line 21: " + folder + "/cut.mp4: the video's header";
    assertTrue(shared.err().contains(file), shared.err());
    assertTrue(
        elsewhere
            .err()
            .contains("file://" + list + ", line 21: file://" + folder + "/cut.mp4: the video's"),
        elsewhere.err());
    assertFalse(Files.exists(folder.resolve("new")));
    assertFalse(Files.exists(folder.resolve("hadoop")));
  }

  @Test
  void features_inASharedFolderOrThroughHadoop_areThoseOfThisProcess() throws IOException {
    Path store = SmallLab.store();
    Path run = folder.resolve("run");
    done(Outcome.of("pretrain", "--store", store, "--preset", "smoke", "--run", run));
    Object[] how = {"--frames", 1024, "--pixels", 32}; // two videos a chunk
    Path alone = folder.resolve("alone.safetensors");
    Path shared = folder.resolve("shared.safetensors");
    Path there = folder.resolve("there/hadoop.safetensors");

    JsonObject expected =
        done(Outcome.of(
                with(
                    new Object[] {"features", "--run", run, "--store", store, "--out", alone},
                    with(how, "--json"))))
            .json();
    Object[] words = {"features", "--run", run, "--store", store, "--out", shared};
    JsonObject made = done(spark(with(words, how))).json();
    Object[] uris = {
      "features", "--run", "file://" + run, "--store", "file://" + store, "--out", "file://" + there
    };
    JsonObject remote = done(spark(with(uris, how))).json();

    for (Path copy : List.of(shared, there)) {
      assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(copy), copy.toString());
      String names = copy.toString().replace(".safetensors", ".csv");
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("alone.csv")), Files.readAllBytes(Path.of(names)));
    }
    assertEquals(expected.get("card"), made.get("card"));
    assertEquals(10, remote.get("chunksMade").getAsInt());
    assertEquals(0, done(spark(with(uris, how))).json().get("chunksMade").getAsInt(), "is there");
    assertEquals(List.of("hadoop.csv", "hadoop.safetensors"), names("there"));
    Outcome other = spark(with(uris, "--frames", 2, "--pixels", 32));
    assertEquals(2, other.code(), other.err());
    assertTrue(other.err().contains("framesPerVideo '1024' and '2'"), other.err());
    assertTrue(other.err().contains("file://" + there + ": holds other features"), other.err());
  }

  private Path features(String name, int rows, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * 12];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(-3, 4) + i % 2; // with many equal cosines
    }
    int[] labels = IntStream.range(0, rows).map(i -> i % 7).toArray();
    List<String> names = IntStream.range(0, rows).mapToObj(i -> name + " " + i).toList();
    Path file = folder.resolve(name + ".safetensors");
    new FeatureSet(values, 12, labels, names, Map.of("store", name)).write(file);
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "own", "train", "itself"})
  void retrieval_inBlocks_isThatOfThisProcess(String centre) throws IOException {
    Path train = features("train", 900, 1);
    Path test = centre.equals("itself") ? train : features("test", 700, 2);
    List<Object> options = new ArrayList<>(List.of("--k", "1,5,20"));
    if (centre.equals("own") || centre.equals("train")) {
      options.add("--centre=" + centre);
    }
    List<Object> words = new ArrayList<>(List.of("retrieval", "--train", train, "--test", test));
    words.addAll(options);
    Path alone = folder.resolve("alone.csv");
    Path blocks = folder.resolve("blocks.csv");

    JsonObject expected =
        done(Outcome.of(with(words.toArray(), "--json", "--neighbours", alone))).json();
    boolean remote = centre.equals("own");
    String scheme = remote ? "file://" : "";
    List<Object> there = new ArrayList<>(List.of("retrieval", "--train", scheme + train));
    there.addAll(List.of("--test", scheme + test, "--neighbours", scheme + blocks));
    there.addAll(options);
    JsonObject found = done(spark(there.toArray())).json();

    assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(blocks));
    for (String name : expected.keySet()) {
      if (!name.equals("neighbours")) {
        assertEquals(expected.get(name), found.get(name), name);
      }
    }
  }

  @Test
  void command_withoutSpark_saysWhatToDo_andTheOthersWork()
      throws IOException, InterruptedException {
    Outcome refused =
        withoutSpark("spark", "frames", "--list", "l", "--root", "r", "--out", "o", "--json");
    assertEquals(2, refused.code(), refused.err());
    assertEquals(
        "seco spark frames: Spark is not on the class path: start with environment/seco spark,"
            + " which finds it\n",
        refused.err());
    Outcome ablation = withoutSpark("experiment", "ablation", "--spark", "local[1]", "--out", "o");
    assertEquals(2, ablation.code(), ablation.err());
    assertTrue(ablation.err().contains("Spark is not on the class path"), ablation.err());
    assertEquals(0, withoutSpark("--help").code());
    assertEquals(0, withoutSpark("spark", "grid", "--help").code());
  }

  private static Outcome withoutSpark(Object... words) throws IOException, InterruptedException {
    List<String> command = Outcome.command(Main.class, words);
    int at = command.indexOf("-cp") + 1;
    String path =
        Arrays.stream(command.get(at).split(File.pathSeparator))
            .filter(jar -> !jar.matches(".*/(spark|hadoop|scala)-[^/]*"))
            .collect(Collectors.joining(File.pathSeparator));
    command.set(at, path);
    return Outcome.ofProcess(command);
  }

  @ParameterizedTest
  @CsvSource({
    "--conf=executor.memory=4g, 'executor.memory' is no setting",
    "--master=local[many], 'local[many]'",
    "--master=somewhere, is none of Spark's",
    "--threads=0, --threads 0",
  })
  void badOption_isRefused_namingTheValue(String option, String complaint) throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "with blanks in it.mp4 12 0\n");
    Files.write(folder.resolve("with blanks in it.mp4"), Files.readAllBytes(SmallLab.video()));
    Path out = folder.resolve("out");
    Outcome refused =
        Outcome.of("spark", "frames", "--list", list, "--root", folder, "--out", out, option);
    assertEquals(2, refused.code(), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains(complaint), refused.err());
    assertFalse(Files.exists(folder.resolve("out.partial")));
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
  }
}
