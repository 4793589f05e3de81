package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;

class RealFeaturesTest {
  @TempDir Path folder;

  private static FeatureSet features(String store, int... labels) {
    return new FeatureSet(
        new float[] {1, 2, 3, 4}, 2, labels, List.of("p", "q"), Map.of("store", store));
  }

  @Test
  void orThoseOf_settingUnset_areTheLabs() throws IOException {
    FeaturePair pair = new FeaturePair("trained", features("a", 0, 1), features("b", 1, 0));
    RealFeatures features = RealFeatures.orThoseOf(pair);
    assertEquals(List.of(pair), features.pairs());
    assertEquals(2, features.gallery());
    assertEquals(
        "2 test videos ask 2 training videos, 2 numbers each: the lab's; SECO_FEATURES=FOLDER takes"
            + " yours in their place",
        features.toString());
  }

  @Test
  void in_folderWithBothFiles_areThose() throws IOException {
    features("a", 0, 1).write(folder.resolve("train.safetensors"));
    features("b", 1, 0).write(folder.resolve("test.safetensors"));
    RealFeatures features = RealFeatures.in(folder);
    assertTrue(features.own());
    assertEquals(1, features.pairs().size());
    assertEquals(folder.getFileName().toString(), features.pairs().get(0).name());
    assertEquals(List.of("p", "q"), features.pairs().get(0).test().names());
    String name = folder.getFileName() + ", which SECO_FEATURES names";
    assertTrue(features.toString().endsWith(name), features.toString());
  }

  @Test
  void classes_areTheLabs_orTheFoldersOfYours_orNumbers() {
    FeaturePair pair = new FeaturePair("trained", features("a", 0, 1), features("b", 1, 0));
    List<String> lab = List.of("walk", "kick");
    assertEquals(lab, new RealFeatures(List.of(pair), false).classes(lab));
    assertEquals(List.of("class 0", "class 1"), new RealFeatures(List.of(pair), true).classes(lab));
    assertEquals(List.of("Archery", "YoYo"), named("ucf/Archery/p.avi", "ucf/YoYo/q.avi"));
    assertEquals(List.of("class 0", "class 1"), named("all/p.avi", "all/q.avi"));
  }

  private static List<String> named(String first, String second) {
    FeatureSet train =
        new FeatureSet(
            new float[] {1, 2, 3, 4}, 2, new int[] {0, 1}, List.of(first, second), Map.of());
    return new RealFeatures(List.of(new FeaturePair("mine", train, train)), true)
        .classes(List.of());
  }

  @Test
  void in_folderWithoutTest_isRefusedNamingTheFile() throws IOException {
    features("a", 0, 1).write(folder.resolve("train.safetensors"));
    String message = assertThrows(InputException.class, () -> RealFeatures.in(folder)).getMessage();
    assertTrue(message.startsWith(folder.resolve("test.safetensors") + ": missing"), message);
  }
}
