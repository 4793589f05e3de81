package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityNetSplitsTest {
  @TempDir Path folder;

  private Path write(String database) throws IOException {
    return Texts.write(
        folder.resolve("activity_net.v1-3.min.json"),
        "\uFEFF{\"taxonomy\": [{\"nodeName\": \"Root\", \"parentId\": null}], \"database\": {"
            + database.replace('\'', '"')
            + "}, \"version\": \"VERSION 1.3\"}");
  }

  private static OfficialSplits read(Path where) throws IOException {
    return SplitForm.ACTIVITYNET.read(where, List.of());
  }

  @Test
  void subsets_areParts_andSegmentsAreKept() throws IOException {
    write(
        "'--1DO2V4K74': {'duration': 30.5, 'subset': 'training', 'resolution': '320x240',"
            + " 'url': 'https://www.youtube.com/watch?v=--1DO2V4K74', 'annotations': ["
            + "{'segment': [0.5, 4], 'label': 'Rock climbing'},"
            + "{'label': 'Rock climbing', 'segment': [10, 20.25]}]},"
            + "'v_abcdefghi': {'duration': 9, 'subset': 'validation', 'annotations': ["
            + "{'segment': [0, 9], 'label': 'Archery'}]},"
            + "'0123456789a': {'duration': 9, 'subset': 'testing', 'annotations': []}");
    Texts.write(folder.resolve("activity_net.v1-3.min.json.source.json"), "{}");
    OfficialSplits splits = read(folder);

    assertEquals(List.of("Archery", "Rock climbing"), splits.classes());
    assertEquals(List.of("--1DO2V4K74 1"), Texts.videos(splits, "train"));
    assertEquals(
        List.of(new Segment(0.5, 4, 1), new Segment(10, 20.25, 1)),
        Texts.part(splits, "train").videos().get(0).segments());
    assertEquals(List.of("v_abcdefghi 0"), Texts.videos(splits, "val"));
    assertEquals(1, Texts.part(splits, "test").unlabelled());
    assertEquals(List.of(), Texts.part(splits, "train").notes());
  }

  @Test
  void video_ofSeveralClasses_hasTheOneItShowsLongest() throws IOException {
    write(
        "'0123456789a': {'duration': 30, 'subset': 'training', 'annotations': ["
            + "{'segment': [0, 9], 'label': 'Archery'},"
            + "{'segment': [9, 15], 'label': 'Zumba'}, {'segment': [20, 24], 'label': 'Zumba'}]}");
    OfficialSplits splits = read(folder);

    assertEquals(List.of("0123456789a 1"), Texts.videos(splits, "train"));
    assertEquals(
        List.of("1 videos show several classes; each has the one it shows longest"),
        Texts.part(splits, "train").notes());
  }

  @Test
  void segment_outsideOfItsVideo_isKeptAndNoted() throws IOException {
    write(
        "'0123456789a': {'duration': 8, 'subset': 'training', 'annotations': ["
            + "{'segment': [0, 9], 'label': 'Archery'}, {'segment': [5, 2], 'label': 'Archery'}]}");
    ListedPart part = Texts.part(read(folder), "train");

    assertEquals(2, part.videos().get(0).segments().size());
    assertTrue(part.notes().get(0).startsWith("2 segments end before"), part.notes().get(0));
    assertTrue(part.notes().get(0).endsWith("those of 0123456789a"), part.notes().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'0123456789a': {'subset': 'holdout'}             | $.database.0123456789a: subset 'holdout'",
        "'0123456789a': {'duration': 3}                   | subset ''",
        "'0123456789a': {'annotations': [{'label': 'a'}]} | annotations[0]: an annotation without",
        "'0123456789a': {'annotations': [{'segment': [0, 1]}]}        | annotations[0]",
        "'0123456789a': {'annotations': [{'segment': [0, 'many']}]}   | many",
        "'0123456789a': {'annotations': 3}                | $.database.0123456789a.annotations",
        "'0123456789a': {'duration': 'long'}              | long",
      })
  void wrongEntry_isRefused_namingFileAndPlace(String entry, String value) throws IOException {
    Path file = write(entry);
    Texts.refused(() -> read(folder), file, value);
  }

  @Test
  void otherFiles_areRefused() throws IOException {
    Texts.refused(() -> read(folder), folder, ".json");
    Path none = Texts.write(folder.resolve("a.json"), "{\"version\": 1}");
    Texts.refused(() -> read(none), none + ": has no 'database'");
    Files.copy(none, folder.resolve("b.json"));
    Texts.refused(() -> read(folder), "several JSON files", "a.json", "b.json");
  }
}
