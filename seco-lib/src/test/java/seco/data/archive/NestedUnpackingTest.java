package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.InputException;
import seco.run.Progress;

/** Archives within an archive, as HMDB51 has them: a rar of a rar for each class. */
class NestedUnpackingTest {
  @TempDir Path folder;

  private Path to() {
    return folder.resolve("new/videos");
  }

  private Unpacked unpack(Path archive, String... only) throws IOException {
    return new Unpacking(to(), List.of(only), true, 0).unpack(archive, Progress.SILENT);
  }

  private Path write(ArchiveKind kind, Map<String, byte[]> files) throws IOException {
    return Files.write(folder.resolve("hmdb51_org.rar"), Archives.of(kind, files));
  }

  private static byte[] inner(ArchiveKind kind, Object... files) {
    return Archives.of(kind, Archives.files(files));
  }

  private static Map<String, byte[]> hmdb(ArchiveKind kind) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (String name : List.of("brush_hair", "cartwheel", "catch")) {
      Map<String, byte[]> videos = new LinkedHashMap<>();
      for (int i = 0; i < 4; i++) {
        videos.put(name + "/#20_(!)&;_" + name + "_" + i + ".avi", Archives.noise(9000 + i, i));
      }
      classes.put(name + ".rar", Archives.of(kind, videos));
    }
    return classes;
  }

  @ParameterizedTest
  @EnumSource
  void innerArchives_areUnpackedAndNotKept(ArchiveKind kind) throws IOException {
    if (kind == ArchiveKind.RAR5) {
      Archives.assumeTool();
    }
    Unpacked unpacked = unpack(write(kind, hmdb(kind)));
    assertEquals(12, unpacked.written());
    assertEquals(3, unpacked.inner());
    Map<String, String> standing = Archives.standing(to());
    assertEquals(12, standing.size());
    assertEquals(9003, standing.get("catch/#20_(!)&;_catch_3.avi").length());
  }

  @Test
  void filesWithoutAFolderOfTheirName_getOne() throws IOException {
    Path archive =
        write(
            ArchiveKind.ZIP,
            Archives.files(
                "sets/flat.tar.gz", inner(ArchiveKind.TAR_GZIP, "a.avi", "1", "b.avi", "2"),
                "sets/half.zip", inner(ArchiveKind.ZIP, "half/a.avi", "3", "b.avi", "4"),
                "own.rar", inner(ArchiveKind.RAR4, "own/a.avi", "5"),
                "readme.txt", "6"));
    Unpacked unpacked = unpack(archive);
    Map<String, String> expected = new TreeMap<>();
    expected.put("sets/flat/a.avi", "1");
    expected.put("sets/flat/b.avi", "2");
    expected.put("sets/half/half/a.avi", "3");
    expected.put("sets/half/b.avi", "4");
    expected.put("own/a.avi", "5");
    expected.put("readme.txt", "6");
    assertEquals(expected, Archives.standing(to()));
    assertEquals(new Unpacked(archive, ArchiveKind.ZIP, 6, 6, 0, 3, 6), unpacked);
    assertEquals(0, unpack(archive).written());
  }

  @Test
  void withoutNested_innerArchivesAreKept() throws IOException {
    Path archive = write(ArchiveKind.RAR4, hmdb(ArchiveKind.RAR4));
    Unpacking.into(to()).unpack(archive, Progress.SILENT);
    assertEquals(
        List.of("brush_hair.rar", "cartwheel.rar", "catch.rar"),
        List.copyOf(Archives.standing(to()).keySet()));
    assertEquals(
        12, unpack(archive).written(), "an inner archive that stands there is no obstacle");
  }

  @Test
  void only_describesThePathsInTheEnd() throws IOException {
    Path archive = write(ArchiveKind.RAR4, hmdb(ArchiveKind.RAR4));
    Unpacked some = unpack(archive, "catch/*_1.avi");
    assertEquals(1, some.files());
    assertEquals(11, some.leftOut());
    assertEquals(12, unpack(archive).files());
    assertEquals(12, Archives.standing(to()).size());
  }

  @Test
  void deletedFile_bringsItsInnerArchiveBack() throws IOException {
    Path archive = write(ArchiveKind.RAR4, hmdb(ArchiveKind.RAR4));
    unpack(archive);
    Files.delete(to().resolve("cartwheel/#20_(!)&;_cartwheel_2.avi"));
    Unpacked again = unpack(archive);
    assertEquals(1, again.written());
    assertEquals(12, again.files());
    assertEquals(3, again.inner());
  }

  @Test
  void threeLevels_areNotFollowed() throws IOException {
    byte[] core = inner(ArchiveKind.ZIP, "bomb.avi", "x");
    byte[] middle = inner(ArchiveKind.ZIP, "core.zip", core);
    unpack(write(ArchiveKind.ZIP, Archives.files("middle.zip", middle)));
    assertEquals(List.of("middle/core.zip"), List.copyOf(Archives.standing(to()).keySet()));
  }

  @Test
  void innerArchive_mayNotLeaveTheFolderEither() throws IOException {
    byte[] hostile = inner(ArchiveKind.RAR4, "../../x.avi", "x");
    Path archive = write(ArchiveKind.ZIP, Archives.files("sets/evil.rar", hostile));
    String message = assertThrows(InputException.class, () -> unpack(archive)).getMessage();
    assertEquals(
        archive + " > sets/evil.rar: member '../../x.avi' leads out of the folder", message);
    assertFalse(Files.exists(folder.resolve("new")), "nothing is made");
  }

  @Test
  void innerBombs_countTogether() throws IOException {
    Map<String, byte[]> bombs = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      bombs.put(i + ".zip", inner(ArchiveKind.ZIP, "zeros.avi", new byte[3 << 20]));
    }
    Path archive = write(ArchiveKind.ZIP, bombs);
    Unpacking limited = new Unpacking(to(), List.of(), true, 10 << 20);
    String message =
        assertThrows(InputException.class, () -> limited.unpack(archive, Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith(archive + " > 3.zip: unpacks to "), message);
    assertTrue(message.endsWith("the 3 files unpacked before it stay"), message);
  }

  @Test
  void twoInnerArchives_withTheSamePath_areRefusedUnlessTheContentIsTheSame() throws IOException {
    Path archive =
        write(
            ArchiveKind.ZIP,
            Archives.files(
                "a.zip", inner(ArchiveKind.ZIP, "a.avi", "1"),
                "a.rar", inner(ArchiveKind.RAR4, "a.avi", "1"),
                "a.tar", inner(ArchiveKind.TAR, "a.avi", "2")));
    for (int attempt = 0; attempt < 2; attempt++) {
      String message = assertThrows(InputException.class, () -> unpack(archive)).getMessage();
      assertTrue(message.contains("> a.tar: member 'a.avi' cannot be unpacked"), message);
      assertEquals(Map.of("a/a.avi", "1"), Archives.standing(to()));
    }
  }

  @Test
  void damagedInnerArchive_isNamed() throws IOException {
    byte[] cut = inner(ArchiveKind.RAR4, "own/a.avi", Archives.noise(5000, 1));
    byte[] half = java.util.Arrays.copyOf(cut, 2000);
    Path archive =
        write(
            ArchiveKind.ZIP,
            Archives.files("ok.zip", inner(ArchiveKind.ZIP, "b", "x"), "own.rar", half));
    String message = assertThrows(InputException.class, () -> unpack(archive)).getMessage();
    assertTrue(message.startsWith(archive + " > own.rar: damaged, cut off"), message);
    assertEquals(Map.of("ok/b", "x"), Archives.standing(to()));
  }
}
