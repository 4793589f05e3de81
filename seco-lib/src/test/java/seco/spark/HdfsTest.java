package seco.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.compile.Precision;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureWork;
import seco.run.Progress;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.OmittedVideo;
import seco.video.StoreFiles;
import seco.video.StoreParts;
import seco.video.TestVideos;
import seco.video.VideoList;

/** Lists, videos and stores in a real HDFS of one name node and one data node. */
@Tag("slow")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 3.5 runs on JDK 17")
final class HdfsTest {
  private static final FrameStoreConfig CONFIG = new FrameStoreConfig(3, 48, 95);
  private static final ClusterConfig CLUSTER = ClusterConfig.local(2);

  @TempDir static Path folder;

  private static MiniDFSCluster hdfs;
  private static FileSystem files;
  private static String root = "";

  @BeforeAll
  static void start() throws IOException {
    hdfs = new MiniDFSCluster.Builder(new Configuration(), folder.resolve("dfs").toFile()).build();
    hdfs.waitActive();
    files = hdfs.getFileSystem();
    root = hdfs.getURI() + "/data";
    Path videos = folder.resolve("videos");
    TestVideos.write(videos.resolve("some/a b.mp4"), 6, 64, 48);
    TestVideos.write(videos.resolve("c.mp4"), 9, 48, 64);
    Files.createFile(videos.resolve("empty.mp4"));
    Files.write(videos.resolve("sound.txt"), lines(false));
    Files.write(videos.resolve("damaged.txt"), lines(true));
    files.copyFromLocalFile(place(videos.toString()), place(root));
  }

  private static org.apache.hadoop.fs.Path place(String name) {
    return new org.apache.hadoop.fs.Path(name);
  }

  /** Forty videos: three shards. */
  private static List<String> lines(boolean damaged) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String wrong = i == 18 ? "empty.mp4 6 0" : "none.mp4 6 0";
      boolean isWrong = damaged && (i == 18 || i == 33);
      lines.add(isWrong ? wrong : i % 2 == 0 ? "some/a b.mp4 6 0" : "c.mp4 9 1");
    }
    return lines;
  }

  @AfterAll
  static void end() {
    hdfs.shutdown();
  }

  private static StoreParts.Summary make(String list, String out, boolean skip) throws IOException {
    FramesJob job =
        new FramesJob(new Place(root + "/" + list), new Place(root), new Place(out), CONFIG, skip);
    try (Staging staging = Staging.of(CLUSTER)) {
      try {
        return new SparkFrames(job, CLUSTER, staging).make(Progress.SILENT);
      } catch (InputException e) {
        throw staging.named(e);
      }
    }
  }

  private static Path alone(String list, boolean skip) throws IOException {
    Path alone = folder.resolve("alone-" + list);
    Path videos = folder.resolve("videos");
    new FrameStoreWriter(VideoList.read(videos.resolve(list)), videos, CONFIG, skip)
        .write(alone, 1, Progress.SILENT);
    return alone;
  }

  private static void assertSame(Path expected, String made) throws IOException {
    Path copy = Files.createTempDirectory(folder, "copy").resolve("store");
    for (FileStatus file : files.listStatus(place(made))) {
      String name = file.getPath().getName();
      HadoopFolder.of(made, CLUSTER.settings()).fetch(name, copy.resolve(name));
    }
    StoreFiles.assertSame(expected, copy);
  }

  private static List<String> names(String there) throws IOException {
    return Stream.of(files.listStatus(place(there)))
        .map(file -> file.getPath().getName())
        .sorted()
        .toList();
  }

  @Test
  void store_fromAndToHdfs_isThatOfThisProcess() throws IOException {
    String out = root + "/sound/store";

    StoreParts.Summary made = make("sound.txt", out, false);

    assertEquals(40, made.videos());
    assertSame(alone("sound.txt", false), out);
    assertEquals(List.of("store"), names(root + "/sound"));
    assertEquals(made, make("sound.txt", out, false), "left as it is");
    InputException other = assertThrows(InputException.class, () -> make("damaged.txt", out, true));
    assertTrue(other.getMessage().startsWith(out + ": holds a frame store of another list"));
  }

  @Test
  void features_fromAndToHdfs_areThoseOfThisProcess() throws IOException, InterruptedException {
    String store = root + "/videos of features/store";
    make("sound.txt", store, false);
    Path alone = folder.resolve("alone.safetensors");
    try (FeatureWork work = task(alone("sound.txt", false).toString(), alone.toString()).open()) {
      work.file().begin();
      work.make(work.file().missing(), Progress.SILENT);
      work.file().finish();
    }
    String out = root + "/features/there.safetensors";
    for (int made : new int[] {1, 0}) { // the second time it is there
      try (Staging staging = Staging.of(CLUSTER);
          SparkFeatures features = new SparkFeatures(task(store, out), CLUSTER, staging)) {
        assertEquals(made, features.make(Progress.SILENT));
      }
    }
    Path copy = folder.resolve("copy");
    for (String ending : List.of(".safetensors", ".csv")) {
      HadoopFolder there = HadoopFolder.of(root + "/features", CLUSTER.settings());
      there.fetch("there" + ending, copy.resolve("there" + ending));
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("alone" + ending)),
          Files.readAllBytes(copy.resolve("there" + ending)));
    }
    assertEquals(List.of("there.csv", "there.safetensors"), names(root + "/features"));
  }

  private static FeatureTask task(String store, String out) {
    return new FeatureTask(
        FeatureTask.Origin.RANDOM, "", "smoke", 1, store, "", out, 3, 32, Precision.FLOAT32);
  }

  @Test
  void damagedVideos_areRefusedOrLeftOut_asInThisProcess() throws IOException {
    String out = root + "/damaged/store";

    InputException refused =
        assertThrows(InputException.class, () -> make("damaged.txt", out, false));
    StoreParts.Summary made = make("damaged.txt", out, true);

    assertEquals(
        root + "/damaged.txt, line 34: " + root + "/none.mp4: no such file",
        refused.getMessage().replace("hdfs:/l", "hdfs://l"));
    assertEquals(
        List.of("empty.mp4: the file is empty", "none.mp4: no such file"),
        made.omitted().stream().map(OmittedVideo::reason).toList());
    assertSame(alone("damaged.txt", true), out);
  }

  /** A part of the shards is there, a scrap of a killed attempt, and a manifest still to come. */
  @Test
  void interruptedMaking_goesOn_inEitherPlace() throws IOException {
    Path alone = alone("sound.txt", false);
    for (String place : List.of("store", "store.partial")) {
      String out = root + "/again-" + place + "/store";
      HadoopFolder half = HadoopFolder.of(root + "/again-" + place + "/" + place, Map.of());
      for (String name : StoreParts.names(1)) {
        half.put(alone.resolve(name), name);
      }
      half.put(alone.resolve("manifest.json"), "shard-00002.jpgs.x.partial");
      StoreParts parts =
          new StoreParts(
              VideoList.read(folder.resolve("videos/sound.txt")),
              folder.resolve("videos"),
              CONFIG,
              false);
      half.put(Files.writeString(folder.resolve("job.json"), parts.job()), "job.json");

      make("sound.txt", out, false);

      assertSame(alone, out);
      assertEquals(List.of("store"), names(root + "/again-" + place));
    }
  }
}
