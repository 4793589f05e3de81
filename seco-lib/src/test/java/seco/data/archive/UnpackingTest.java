package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.InputException;
import seco.run.Progress;

class UnpackingTest {
  private static final Map<String, byte[]> FILES =
      Archives.files(
          "UCF-101/Archery/v_Archery_g01_c01.avi",
          Archives.noise(300_000, 1),
          "UCF-101/Archery/v_Archery_g01_c02.avi",
          Archives.noise(70_001, 2),
          "UCF-101/HandstandPushups/v_HandStandPushups_g01_c01.avi",
          Archives.noise(65_536, 3),
          "UCF-101/short.txt",
          "short",
          "-0kYhdFp1BE_000001_000011.mp4",
          "a name that begins with a dash",
          "#437_How_To_Ride_A_Bike_ride_bike_f_cm_np1_le_med_0.avi",
          "number",
          "brush_hair/Aussie & (!) girls; part_2[1]{x}.avi",
          "signs");

  @TempDir Path folder;

  private Path archive(ArchiveKind kind, Map<String, byte[]> files) throws IOException {
    return Files.write(folder.resolve("archive.bin"), Archives.of(kind, files));
  }

  private Path to() {
    return folder.resolve("new/videos");
  }

  private Unpacked unpack(Path archive, String... only) throws IOException {
    return new Unpacking(to(), List.of(only), false, 0).unpack(archive, Progress.SILENT);
  }

  private String refusal(Path archive, String... only) {
    String message = assertThrows(InputException.class, () -> unpack(archive, only)).getMessage();
    assertTrue(message.startsWith(archive + ": "), message);
    return message;
  }

  @ParameterizedTest
  @EnumSource
  void archive_isUnpackedAsItWasMade(ArchiveKind kind) throws IOException {
    if (kind == ArchiveKind.RAR5) {
      Archives.assumeTool();
    }
    Path archive = archive(kind, FILES);

    Unpacked unpacked = unpack(archive);

    assertEquals(Archives.expected(FILES), Archives.standing(to()));
    long bytes = FILES.values().stream().mapToLong(content -> content.length).sum();
    assertEquals(new Unpacked(archive, kind, 7, 7, 0, 0, bytes), unpacked);
  }

  @ParameterizedTest
  @EnumSource
  void again_nothingIsWritten(ArchiveKind kind) throws IOException {
    if (kind == ArchiveKind.RAR5) {
      Archives.assumeTool();
    }
    Path archive = archive(kind, FILES);
    unpack(archive);
    Path file = to().resolve("UCF-101/Archery/v_Archery_g01_c01.avi");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    Unpacked again = unpack(archive);

    assertEquals(0, again.written());
    assertEquals(7, again.files());
    assertEquals(1_000_000, Files.getLastModifiedTime(file).toMillis());
  }

  @ParameterizedTest
  @EnumSource
  void deletedAndDamagedFiles_areWrittenAgain(ArchiveKind kind) throws IOException {
    if (kind == ArchiveKind.RAR5) {
      Archives.assumeTool();
    }
    Path archive = archive(kind, FILES);
    unpack(archive);
    Files.delete(to().resolve("UCF-101/short.txt"));
    Files.write(to().resolve("-0kYhdFp1BE_000001_000011.mp4"), new byte[30]); // of the same size

    assertEquals(2, unpack(archive).written());
    assertEquals(Archives.expected(FILES), Archives.standing(to()));
  }

  @Test
  void emptyFiles_areUnpacked() throws IOException { // not rar 5: bsdtar 3.6 errs on them
    for (ArchiveKind kind : Archives.OWN) {
      Path to = folder.resolve(kind.name());
      Path archive = archive(kind, Archives.files("a", "", "b", "x", "c", ""));
      assertEquals(3, Unpacking.into(to).unpack(archive, Progress.SILENT).written());
      assertEquals(Map.of("a", "", "b", "x", "c", ""), Archives.standing(to));
    }
  }

  @Test
  void archiveElsewhere_whatStandsThereIsCompared() throws IOException {
    Path archive = archive(ArchiveKind.ZIP, FILES);
    unpack(archive);
    Path moved = Files.move(archive, folder.resolve("moved.zip"));
    assertEquals(0, unpack(moved).written());
  }

  @Test
  void fileOfOtherContent_isNeverOverwritten() throws IOException {
    Path archive = archive(ArchiveKind.TAR, Archives.files("a.avi", "ours", "b.avi", "more"));
    Files.createDirectories(to());
    for (String other : List.of("user", "of another size")) {
      Files.writeString(to().resolve("b.avi"), other);
      String message = refusal(archive);
      assertTrue(message.contains("member 'b.avi' cannot be unpacked, "), message);
      assertTrue(message.contains("stands there with other content"), message);
      assertEquals(Map.of("b.avi", other), Archives.standing(to()), "nothing is written");
    }
    assertFalse(Files.exists(to().resolve(Destination.NOTES)));
  }

  @Test
  void sameFileFromElsewhere_isKept() throws IOException {
    Path archive = archive(ArchiveKind.RAR4, Archives.files("a.avi", "ours", "b.avi", "more"));
    Files.createDirectories(to());
    Files.writeString(to().resolve("b.avi"), "more");
    Unpacked unpacked = unpack(archive);
    assertEquals(1, unpacked.written());
    assertEquals(2, unpacked.files());
  }

  @Test
  void changedArchive_isNoticed() throws IOException {
    Path archive = archive(ArchiveKind.ZIP, Archives.files("a.avi", "one"));
    unpack(archive);
    archive(ArchiveKind.ZIP, Archives.files("a.avi", "two", "b.avi", "three"));
    String message = refusal(archive);
    assertTrue(message.contains("not the archive of"), message);
    assertEquals(Map.of("a.avi", "one"), Archives.standing(to()));
  }

  @Test
  void sameArchiveWithAnotherTime_isTheSame() throws IOException {
    Path archive = archive(ArchiveKind.TAR_GZIP, FILES);
    unpack(archive);
    Files.setLastModifiedTime(archive, FileTime.fromMillis(1_000_000));
    assertEquals(0, unpack(archive).written());
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR_GZIP", "RAR4"})
  void only_unpacksWhatAPatternDescribes(ArchiveKind kind) throws IOException {
    Path archive = archive(kind, FILES);
    Unpacked some = unpack(archive, "*.mp4", "UCF-101/Archery/*_c01.avi");
    assertEquals(2, some.files());
    assertEquals(5, some.leftOut());
    assertEquals(
        List.of("-0kYhdFp1BE_000001_000011.mp4", "UCF-101/Archery/v_Archery_g01_c01.avi"),
        new ArrayList<>(Archives.standing(to()).keySet()));

    Unpacked rest = unpack(archive);
    assertEquals(5, rest.written());
    assertEquals(Archives.expected(FILES), Archives.standing(to()));
  }

  @Test
  void onlyWhatIsNotThere_isRefused() throws IOException {
    String message = refusal(archive(ArchiveKind.ZIP, FILES), "*.mkv");
    assertTrue(message.contains("none of its 7 files is one of [*.mkv]"), message);
    assertFalse(Files.exists(folder.resolve("new")), "nothing is made");
  }

  @Test
  void onlyNoPattern_isRefused() {
    InputException e = assertThrows(InputException.class, () -> unpack(folder, "[a"));
    assertTrue(String.valueOf(e.getMessage()).contains("'[a': not a pattern"), e.getMessage());
  }

  @Test
  void folders_areMadeEvenIfEmpty() throws IOException {
    for (ArchiveKind kind : Archives.OWN) {
      Path to = folder.resolve(kind.name());
      Path archive =
          archive(kind, Archives.files("./", "", "a/b/", "", "a/b/c.avi", "x", "d/", ""));
      Unpacking.into(to).unpack(archive, Progress.SILENT);
      assertTrue(Files.isDirectory(to.resolve("d")), kind.name());
      assertEquals(Map.of("a/b/c.avi", "x"), Archives.standing(to));
    }
  }

  @Test
  void namesOfOtherEncodings_areDecodedBySomeRule() throws IOException {
    byte[] latin =
        Archives.tar(
            tar -> Archives.add(tar, new TarArchiveEntry("gr\u00fc\u00dfe.avi"), new byte[1]));
    assertEquals("gr\u00fc\u00dfe.avi", onlyName(latin), "UTF-8");
    assertEquals("gr\u00fc\u00dfe.avi", onlyName(tar(StandardCharsets.ISO_8859_1)));
    assertEquals("gr\u00fc\u00dfe.avi", onlyName(zip("IBM437")), "the format's old encoding");
    assertEquals("gr\u00fc\u00dfe.avi", onlyName(zip("UTF-8")));
  }

  private static byte[] tar(Charset names) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, names.name())) {
      Archives.add(tar, new TarArchiveEntry("gr\u00fc\u00dfe.avi"), new byte[1]);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String names) throws IOException {
    return Archives.zip(
        zip -> {
          zip.setEncoding(names);
          zip.setUseLanguageEncodingFlag(names.equals("UTF-8"));
          Archives.add(zip, new ZipArchiveEntry("gr\u00fc\u00dfe.avi"), new byte[1]);
        });
  }

  private String onlyName(byte[] archive) throws IOException {
    Path file = Files.write(folder.resolve("names.bin"), archive);
    ArchiveReader reader = ArchiveKind.of(file).reader(file);
    return reader.members(bytes -> {}).get(0).name();
  }

  @Test
  void zipOfWindows_backslashesPartItsNames() throws IOException {
    byte[] zip =
        Archives.zip(
            z -> {
              ZipArchiveEntry entry = new ZipArchiveEntry("a.avi");
              Archives.add(z, entry, new byte[1]);
            });
    byte[] windows =
        new String(zip, StandardCharsets.ISO_8859_1)
            .replace("a.avi", "a\\avi")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("a/avi", onlyName(windows));
  }

  @Test
  void longNames_arePossibleUpToTheFileSystemsLimit() throws IOException {
    String longest = "n".repeat(255);
    for (ArchiveKind kind : Archives.OWN) {
      Path to = folder.resolve(kind.name());
      Path archive = archive(kind, Archives.files("deep/" + longest, "x"));
      Unpacking.into(to).unpack(archive, Progress.SILENT);
      assertEquals(Map.of("deep/" + longest, "x"), Archives.standing(to));
    }
  }

  @Test
  void progress_countsToTheEnd() throws IOException {
    Path archive = archive(ArchiveKind.ZIP, Archives.files("a", new byte[3 << 20], "b", "x"));
    List<String> told = new ArrayList<>();
    Unpacking.into(to()).unpack(archive, (done, total) -> told.add(done + "/" + total));
    assertEquals(List.of("3145728/3145729", "3145729/3145729"), told);
  }
}
