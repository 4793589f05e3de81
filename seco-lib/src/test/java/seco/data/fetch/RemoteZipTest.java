package seco.data.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;

@Timeout(300)
final class RemoteZipTest {
  private static final FetchConfig QUICK =
      new FetchConfig(4, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20));
  private static final int CLIP_BYTES = 40_000;

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  private RemoteZip zip() {
    return new RemoteZip(QUICK, said::add);
  }

  private FetchedMembers fetch(MemberChoice choice, URI... sources)
      throws IOException, InterruptedException {
    return zip().fetch(List.of(sources), choice, folder.resolve("videos"), Progress.SILENT);
  }

  private List<String> files() throws IOException {
    Path root = folder.resolve("videos");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static byte[] archive(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(member.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Three classes of 4 groups with 3 clips each, flat as in the mirror of UCF101. */
  private static Map<String, byte[]> clips() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("UCF101/", new byte[0]);
    for (String name : List.of("Archery", "HandStandPushups", "YoYo")) {
      for (int group = 1; group <= 4; group++) {
        for (int clip = 1; clip <= 3; clip++) {
          String file = "UCF101/v_%s_g%02d_c%02d.avi".formatted(name, group, clip);
          members.put(file, FetcherTest.random(CLIP_BYTES, file.hashCode()));
        }
      }
    }
    return members;
  }

  private static byte[] padded() throws IOException {
    Map<String, byte[]> members = clips();
    members.put("padding.bin", FetcherTest.random(8 << 20, 3));
    return archive(members);
  }

  @Test
  void videosPerClass_areSpreadOverGroups_withoutTheRestOfTheArchive() throws Exception {
    byte[] archive = padded();
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/UCF101.zip", archive);
      MemberChoice choice = MemberChoice.ofClasses(List.of("handstandpushups", "YoYo"), 2);
      FetchedMembers fetched = fetch(choice, source);

      assertEquals(4, fetched.members());
      assertEquals(4 * CLIP_BYTES, fetched.bytes());
      assertEquals(
          List.of(
              "HandstandPushups/v_HandStandPushups_g01_c01.avi",
              "HandstandPushups/v_HandStandPushups_g03_c01.avi",
              "YoYo/v_YoYo_g01_c01.avi",
              "YoYo/v_YoYo_g03_c01.avi"),
          files());
      assertArrayEquals(
          clips().get("UCF101/v_YoYo_g03_c01.avi"),
          Files.readAllBytes(folder.resolve("videos/YoYo/v_YoYo_g03_c01.avi")));
      assertTrue(fetched.received() < archive.length / 4, fetched.received() + " received");
      assertTrue(server.requests().stream().allMatch(r -> r.contains(" bytes=")));
    }
  }

  @Test
  void members_thereAlready_areLeftAlone_andDamagedOnesMadeGood() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/UCF101.zip", padded());
      MemberChoice choice = MemberChoice.ofClasses(List.of("Archery"), 0);
      fetch(choice, source);
      Path damaged = folder.resolve("videos/Archery/v_Archery_g02_c02.avi");
      Files.write(damaged, new byte[CLIP_BYTES]);

      FetchedMembers again = fetch(choice, source);

      assertEquals(11, again.present());
      assertArrayEquals(clips().get("UCF101/v_Archery_g02_c02.avi"), Files.readAllBytes(damaged));
    }
  }

  @Test
  void pattern_placesMembersAsTheyLieInTheArchive() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/a.zip", padded());
      fetch(MemberChoice.matching(List.of("UCF101/*_g04_c03.avi")), source);
      assertEquals(
          List.of(
              "UCF101/v_Archery_g04_c03.avi",
              "UCF101/v_HandStandPushups_g04_c03.avi",
              "UCF101/v_YoYo_g04_c03.avi"),
          files());
    }
  }

  @Test
  void list_saysWhatWouldBeFetched() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/a.zip", padded());
      List<RemoteZip.Member> members =
          zip().list(List.of(source), MemberChoice.ofClasses(List.of(), 1));
      assertEquals(
          List.of("Archery", "HandstandPushups", "YoYo"),
          members.stream().map(m -> m.place().substring(0, m.place().indexOf('/'))).toList());
      assertEquals(List.of(), files());
    }
  }

  @Test
  void class_thatIsNotThere_isRefused() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/a.zip", padded());
      MemberChoice choice = MemberChoice.ofClasses(List.of("Archery", "Chess"), 0);
      String message = assertThrows(InputException.class, () -> fetch(choice, source)).getMessage();
      assertEquals("class 'Chess': the archive has no video of it", message);
      assertEquals(List.of(), files());
    }
  }

  @Test
  void server_withoutParts_isRefusedAndTheNextMirrorTried() throws Exception {
    byte[] archive = padded();
    try (RudeServer whole =
            new RudeServer(
                (n, from, wire) ->
                    wire.head("200 OK", "Content-Length: " + archive.length)
                        .send(archive, 0, archive.length));
        FileServer server = new FileServer()) {
      MemberChoice choice = MemberChoice.ofClasses(List.of("Archery"), 1);
      URI first = whole.at("/a.zip");
      String message = assertThrows(IOException.class, () -> fetch(choice, first)).getMessage();
      assertTrue(message.contains("does not give parts of a file; fetch the whole"), message);

      assertEquals(1, fetch(choice, first, server.offer("/a.zip", archive)).members());
      assertTrue(said.get(0).contains("; the next mirror is tried"), said.toString());
    }
  }

  @Test
  void server_thatDropsConnections_isAskedAgain() throws Exception {
    byte[] archive = padded();
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              int last = Integer.parseInt(wire.asked("range").replaceAll(".*-", ""));
              String range = "Content-Range: bytes " + from + "-" + last + "/" + archive.length;
              wire.head("206 Partial Content", range, "Content-Length: " + (last + 1 - from));
              wire.send(archive, from, n % 2 == 0 ? from + (last + 1 - from) / 2 : last + 1);
            })) {
      assertEquals(
          12, fetch(MemberChoice.ofClasses(List.of("YoYo"), 0), server.at("/a")).members());
      assertTrue(said.stream().anyMatch(line -> line.contains("asked again")), said.toString());
    }
  }

  @Test
  void archive_changedMeanwhile_isNoticed() throws Exception {
    byte[] archive = padded();
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              int last = Integer.parseInt(wire.asked("range").replaceAll(".*-", ""));
              String range = "Content-Range: bytes " + from + "-" + last + "/" + archive.length;
              String name = "ETag: \"" + (n < 3 ? "old" : "new") + "\"";
              wire.head("206 Partial Content", name, range, "Content-Length: " + (last + 1 - from));
              wire.send(archive, from, last + 1);
            })) {
      MemberChoice choice = MemberChoice.ofClasses(List.of("Archery"), 0);
      URI source = server.at("/a.zip");
      String message = assertThrows(IOException.class, () -> fetch(choice, source)).getMessage();
      assertTrue(message.contains("the file has changed on the server"), message);
    }
  }

  @Test
  void member_whoseBytesAreDamaged_isNotLeftBehind() throws Exception {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("A/one.avi", FetcherTest.random(CLIP_BYTES, 1));
    members.put("A/two.avi", FetcherTest.random(CLIP_BYTES, 2));
    byte[] archive = archive(members);
    archive[CLIP_BYTES + CLIP_BYTES / 2] ^= 1;
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/a.zip", archive);
      MemberChoice choice = MemberChoice.ofClasses(List.of("a"), 0);
      String message = assertThrows(IOException.class, () -> fetch(choice, source)).getMessage();
      assertTrue(message.contains("member 'A/two.avi'"), message);
      assertEquals(List.of("A/one.avi"), files());
    }
  }

  @Test
  void member_outsideTheFolder_isRefused() throws Exception {
    for (String name : List.of("../evil.avi", "a/../../evil.avi", "/evil.avi", "..\\evil.avi")) {
      try (FileServer server = new FileServer()) {
        URI source = server.offer("/a.zip", archive(Map.of(name, new byte[] {1})));
        MemberChoice choice = MemberChoice.matching(List.of("**", "*"));
        String message =
            assertThrows(InputException.class, () -> fetch(choice, source)).getMessage();
        assertTrue(message.contains("would lie outside"), message);
        assertFalse(Files.exists(folder.resolve("evil.avi")));
        assertEquals(List.of(), files());
      }
    }
  }

  @Test
  void file_thatIsNoZip_isNamed() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/a.zip", FetcherTest.random(10_000, 1));
      MemberChoice choice = MemberChoice.ofClasses(List.of(), 1);
      String message = assertThrows(IOException.class, () -> fetch(choice, source)).getMessage();
      assertTrue(message.startsWith("members not fetched; " + source + ": "), message);
    }
  }
}
