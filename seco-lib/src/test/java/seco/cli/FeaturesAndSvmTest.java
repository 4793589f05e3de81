package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.checkpoint.TorchFile;
import seco.checkpoint.WeightsFile;
import seco.golden.Golden;
import seco.pretrain.PretrainedEncoder;
import seco.probe.FeatureSet;
import seco.run.Hashes;
import seco.tensor.NamedArrays;

final class FeaturesAndSvmTest {
  @TempDir Path folder;

  private static JsonObject done(Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  @Test
  void wholeThread_fromVideosToAnAccuracy() throws IOException {
    Path run = folder.resolve("run");
    done("pretrain", "--store", SmallLab.store(), "--preset", "smoke", "--run", run, "--json");
    Path train = folder.resolve("f/train.safetensors");
    Path test = folder.resolve("f/test.safetensors");

    JsonObject features =
        done("features", "--run", run, "--store", SmallLab.store(), "--out", train, "--json");
    done(
        "features",
        "--run",
        run,
        "--store",
        SmallLab.folder().resolve("test"),
        "--out",
        test,
        "--json");
    JsonObject svm = done("svm", "--train", train, "--test", test, "--json");

    assertEquals(SmallLab.VIDEOS, features.get("videos").getAsInt());
    assertEquals(64, features.get("dimension").getAsInt());
    assertEquals(64, features.get("encoder").getAsString().length());
    assertEquals(
        List.of("top1", "perClass", "objective", "C", "normalised", "stop", "card"),
        List.copyOf(svm.keySet()));
    assertEquals(10, svm.getAsJsonArray("perClass").size());
    assertEquals(1.0, svm.get("C").getAsDouble());
    assertTrue(svm.getAsJsonObject("stop").get("converged").getAsBoolean());
    assertTrue(svm.getAsJsonObject("stop").get("gap").getAsDouble() < 1e-3);
    assertRunIsReadable(run);
  }

  @Test
  void features_compiled_areTheSameButForTheLastDigits() throws IOException {
    Path blocks = folder.resolve("blocks.safetensors");
    Path compiled = folder.resolve("compiled.safetensors");
    Object[] words = {"features", "--random", "--preset", "smoke", "--store", SmallLab.store()};
    done(with(words, "--out", blocks, "--blocks", "--json"));
    done(with(words, "--out", compiled, "--json"));
    FeatureSet expected = FeatureSet.read(blocks);
    FeatureSet actual = FeatureSet.read(compiled);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.size(); i++) {
      float[] a = actual.row(i);
      float[] b = expected.row(i);
      for (int d = 0; d < b.length; d++) {
        difference += Math.pow(a[d] - b[d], 2);
        norm += Math.pow(b[d], 2);
      }
    }
    assertTrue(Math.sqrt(difference / norm) < 1e-5, Math.sqrt(difference / norm) + "");
    assertEquals("FLOAT32", actual.card().get("compiled"));
    assertFalse(expected.card().containsKey("compiled"));
  }

  /** A run's newest checkpoint is inspected, and its trunk written under the published names. */
  private void assertRunIsReadable(Path run) throws IOException {
    Path trunk = folder.resolve("trunk.safetensors");
    JsonObject inspected = done("inspect", run, "--json");
    done("convert", run, trunk, "--as", "torchvision", "--json");

    assertEquals("SeCo run", inspected.get("kind").getAsString());
    assertEquals("safetensors", inspected.get("format").getAsString());
    List<String> names = List.copyOf(WeightsFile.read(trunk).tensors().keySet());
    assertEquals("conv1.weight", names.get(0));
    assertEquals(100, names.size());

    Path torch = folder.resolve("seco.pth");
    done("convert", run, torch, "--as", "seco", "--json");
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays encoder = PretrainedEncoder.read(run, manager).arrays();
      NamedArrays written = TorchFile.read(torch).arrays(manager);
      assertEquals(encoder.names(), written.names());
      encoder.forEach(
          (name, array) ->
              assertArrayEquals(array.toFloatArray(), written.get(name).toFloatArray(), name));
    }
  }

  @Test
  void randomNetwork_isTheSameOnEveryCall() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Path other = folder.resolve("other");
    Object[] words = {
      "features", "--random", "--preset", "smoke", "--store", SmallLab.store(), "--json"
    };

    JsonObject result = done(with(words, "--out", one));
    done(with(words, "--out", two, "--seed", 1));
    done(with(words, "--out", other, "--seed", 2));

    assertEquals("random", result.get("encoder").getAsString());
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    assertTrue(!Arrays.equals(Files.readAllBytes(one), Files.readAllBytes(other)));
  }

  @Test
  void networkOfAnotherProgram_inEitherFormat_givesTheSameFeatures() throws IOException {
    Path moco = Golden.folder().resolve("checkpoints/moco_v2_resnet18_w8.legacy.pth.tar");
    Path trunk = folder.resolve("trunk.safetensors");
    done("convert", moco, trunk, "--as", "torchvision", "--json");
    Object[] words = {
      "features", "--preset", "smoke", "--store", SmallLab.store(), "--frames", 2, "--json"
    };
    Outcome outcome = Outcome.of(with(words, "--weights", moco, "--out", folder.resolve("a")));
    done(with(words, "--weights", trunk, "--out", folder.resolve("b")));
    done(with(words, "--random", "--out", folder.resolve("c")));

    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("MoCo v2, ResNet-18 of width 8; matched 112;"));
    assertEquals(64, outcome.json().get("dimension").getAsInt());
    assertEquals(Hashes.ofFile(moco), outcome.json().get("encoder").getAsString());
    Map<String, String> card = FeatureSet.read(folder.resolve("a")).card();
    assertEquals("MoCo v2", card.get("kind"));
    assertEquals("ResNet-18 of width 8", card.get("network"));
    assertEquals(Hashes.ofFile(moco), card.get("encoder"));
    for (String ofARun : List.of("preset", "tasks", "seed")) {
      assertTrue(!card.containsKey(ofARun), card.toString());
    }
    float[] features = FeatureSet.read(folder.resolve("a")).values();
    assertArrayEquals(features, FeatureSet.read(folder.resolve("b")).values());
    assertTrue(!Arrays.equals(features, FeatureSet.read(folder.resolve("c")).values()));
  }

  @Test
  void fileWithoutSuchANetwork_isRefused_inOneLine() throws IOException {
    Path kinds = Golden.folder().resolve("checkpoints/tensor_kinds.pth");
    Path out = folder.resolve("a");
    Outcome outcome =
        Outcome.of("features", "--weights", kinds, "--store", SmallLab.store(), "--out", out);
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("tensor_kinds.pth: holds no residual network"));
    assertTrue(Files.notExists(out));
  }

  private static Object[] with(Object[] words, Object... more) {
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  /** Points of several classes, each around its own corner. */
  private Path features(String name, int rows, int dimension, int classes) throws IOException {
    Random random = new Random(rows);
    float[] values = new float[rows * dimension];
    for (int i = 0; i < values.length; i++) {
      boolean corner = i % dimension == i / dimension % classes;
      values[i] = (float) ((corner ? 3 : 0) + 0.3 * random.nextGaussian());
    }
    int[] labels = IntStream.range(0, rows).map(row -> row % classes).toArray();
    List<String> names = IntStream.range(0, rows).mapToObj(row -> "video " + row).toList();
    Path file = folder.resolve(name);
    new FeatureSet(values, dimension, labels, names, Map.of()).write(file);
    return file;
  }

  @Test
  void separableFeatures_areToldApart() throws IOException {
    Path train = features("train", 40, 6, 4);
    Path test = features("test", 20, 6, 4);

    JsonObject plain = done("svm", "--train", train, "--test", test, "--json");
    JsonObject chosen =
        done("svm", "--train", train, "--test", test, "--json", "--normalise", "--C", "cv");

    assertEquals(1.0, plain.get("top1").getAsDouble());
    assertEquals(false, plain.get("normalised").getAsBoolean());
    assertEquals(1.0, chosen.get("top1").getAsDouble());
    assertEquals(true, chosen.get("normalised").getAsBoolean());
  }

  @Test
  void classWithoutTestVideo_hasNullAccuracy() throws IOException {
    JsonObject result =
        done(
            "svm", "--train", features("a", 40, 6, 4), "--test", features("b", 21, 6, 3), "--json");

    assertEquals(4, result.getAsJsonArray("perClass").size());
    assertTrue(result.getAsJsonArray("perClass").get(3).isJsonNull());
  }

  private void assertRefused(Path train, Path test, String... parts) {
    Outcome outcome = Outcome.of("svm", "--train", train, "--test", test);
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    for (String part : parts) {
      assertTrue(outcome.err().contains(part), outcome.err());
    }
  }

  @Test
  void unknownLabel_isRefused() throws IOException {
    assertRefused(features("a", 40, 6, 4), features("b", 20, 6, 5), "label 4", folder.toString());
  }

  @Test
  void otherDimension_isRefused_namingBoth() throws IOException {
    assertRefused(features("a", 40, 6, 4), features("b", 20, 7, 4), "size 6", "size 7");
  }

  @Test
  void damagedFiles_areRefused() throws IOException {
    Path whole = features("whole", 40, 6, 4);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = features("cut", 40, 6, 4);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 100));
    Path broken = features("broken", 40, 6, 4);
    byte[] mixed = bytes.clone();
    Arrays.fill(mixed, 8, 60, (byte) 'x');
    Files.write(broken, mixed);
    Path nameless = features("nameless", 40, 6, 4);
    Files.writeString(folder.resolve("nameless.csv"), "name,label\n\n");

    assertRefused(cut, whole, "cut: ");
    assertRefused(broken, whole, "broken: not a safetensors file");
    assertRefused(whole, nameless, "nameless.csv: damaged line");
  }
}
