package seco.data.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;
import seco.InputException;
import seco.run.Hashes;
import seco.run.Progress;

@Timeout(300)
final class FetcherTest {
  private static final int BYTES = 1 << 20;
  private static final FetchConfig QUICK =
      new FetchConfig(4, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20));

  private static final FetchConfig IMPATIENT =
      new FetchConfig(4, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(1));

  @TempDir Path folder;
  private final byte[] content = random(BYTES, 1);
  private final List<String> said = new ArrayList<>();

  static byte[] random(int bytes, long seed) {
    byte[] random = new byte[bytes];
    new Random(seed).nextBytes(random);
    return random;
  }

  private Path target() {
    return folder.resolve("new/archive.zip");
  }

  private Fetched fetch(FetchRequest request) throws IOException, InterruptedException {
    return new Fetcher(QUICK, said::add).fetch(request, Progress.SILENT);
  }

  private Fetched fetch(URI... sources) throws IOException, InterruptedException {
    return fetch(new FetchRequest(List.of(sources), target(), 0, null));
  }

  private FetchRequest verified(URI... sources) throws IOException {
    return new FetchRequest(List.of(sources), target(), 0, sum(content));
  }

  private Checksum sum(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("sum"), bytes);
    return new Checksum(Checksum.Kind.SHA256, Hashes.ofFile(file));
  }

  private String refusal(FetchRequest request) {
    return String.valueOf(assertThrows(IOException.class, () -> fetch(request)).getMessage());
  }

  private String refusal(URI... sources) {
    return refusal(new FetchRequest(List.of(sources), target(), 0, null));
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(content, Files.readAllBytes(target()));
    assertEquals(List.of("archive.zip", "archive.zip.sha256", "archive.zip.source.json"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(target().getParent())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void assertSaid(String... parts) {
    for (String part : parts) {
      assertTrue(said.stream().anyMatch(line -> line.contains(part)), part + " in " + said);
    }
  }

  /** Sends a file as asked, with a name for its content, but at most a number of bytes at once. */
  private void polite(byte[] file, int from, int most, RudeServer.Wire wire) throws IOException {
    if (from >= file.length) {
      wire.head("416 Range Not Satisfiable", "Content-Range: bytes */" + file.length);
      return;
    }
    int first = Math.max(0, from);
    int end = Math.min(file.length, first + most);
    String length = "Content-Length: " + (file.length - first);
    if (from < 0) {
      wire.head("200 OK", "ETag: \"one\"", length).send(file, 0, end);
    } else {
      String range = "Content-Range: bytes " + from + "-" + (file.length - 1) + "/" + file.length;
      wire.head("206 Partial Content", "ETag: \"one\"", length, range).send(file, from, end);
    }
  }

  @Test
  void file_withoutSum_isFetchedAndItsSumRecorded() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/a/archive.zip", content);
      Fetched fetched = fetch(source);

      assertWhole();
      assertEquals(sum(content).hex(), fetched.sha256());
      assertFalse(fetched.verified());
      String recorded = Files.readString(folder.resolve("new/archive.zip.sha256"));
      assertEquals(fetched.sha256() + "  archive.zip\n", recorded);
      String provenance = Files.readString(folder.resolve("new/archive.zip.source.json"));
      assertTrue(provenance.contains("\"source\": \"" + source + "\""), provenance);
      assertSaid("1.05 MB, to " + target() + "; free there: ");
    }
  }

  @Test
  void recordedSum_isUnderstoodBySha256sum() throws Exception {
    try (FileServer server = new FileServer()) {
      fetch(server.offer("/archive.zip", content));
    }
    ChildJvm.Result checked =
        ChildJvm.run(
            List.of("bash", "-c", "cd '" + folder.resolve("new") + "' && sha256sum -c *.sha256"));
    assertEquals(new ChildJvm.Result(0, "archive.zip: OK"), checked);
  }

  @Test
  void file_presentAndVerified_isLeftAloneWithoutARequest() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/archive.zip", content);
      fetch(verified(source));
      Fetched again = fetch(verified(source));

      assertTrue(again.present() && again.verified());
      assertEquals(source, again.source());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void file_presentButAnother_isRefusedAndKept() throws Exception {
    Files.createDirectories(target().getParent());
    Files.writeString(target(), "mine");
    URI nowhere = URI.create("http://127.0.0.1:9/archive.zip");

    String message =
        assertThrows(InputException.class, () -> fetch(verified(nowhere))).getMessage();

    assertTrue(message.contains("stands there already") && message.contains(sum(content).hex()));
    assertEquals("mine", Files.readString(target()));
  }

  @Test
  void file_putThereByHand_isVerifiedAndRecorded() throws Exception {
    Files.createDirectories(target().getParent());
    Files.write(target(), content);
    Fetched fetched = fetch(verified(URI.create("http://127.0.0.1:9/archive.zip")));

    assertTrue(fetched.present() && fetched.verified());
    assertWhole();
  }

  @Test
  void mirrors_absentBrokenAndWrong_areNamedAndTheNextOneIsTried() throws Exception {
    try (FileServer server = new FileServer()) {
      URI wrong = server.offer("/wrong.zip", random(BYTES, 2));
      URI right = server.offer("/right.zip", content);
      URI closed = URI.create("http://127.0.0.1:9/archive.zip");
      Fetched fetched = fetch(verified(server.at("/none.zip"), closed, wrong, right));

      assertEquals(right, fetched.source());
      assertWhole();
      assertSaid(
          server.at("/none.zip") + ": HTTP 404; the next mirror",
          closed + ": no connection to 127.0.0.1",
          wrong + ": archive.zip: its sha256 is " + sum(random(BYTES, 2)).hex());
    }
  }

  @Test
  void wrongSum_atTheOnlyMirror_namesFileExpectedAndFound() throws Exception {
    try (FileServer server = new FileServer()) {
      byte[] other = random(BYTES, 2);
      String message = refusal(verified(server.offer("/archive.zip", other)));

      assertTrue(message.startsWith(target() + ": not fetched"), message);
      assertTrue(message.contains("expected " + sum(content).hex()), message);
      assertTrue(message.contains("is " + sum(other).hex()), message);
      assertEquals(List.of(), names());
    }
  }

  @Test
  void md5_isVerifiedAndSha256Recorded() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/archive.zip", "abc".getBytes(StandardCharsets.UTF_8));
      Checksum md5 = new Checksum(Checksum.Kind.MD5, "900150983CD24FB0D6963F7D28E17F72");
      Fetched fetched = fetch(new FetchRequest(List.of(source), target(), 3, md5));
      assertTrue(fetched.verified());
      assertTrue(fetched.sha256().startsWith("ba7816bf8f01cfea"));
    }
  }

  @Test
  void connection_droppedAgainAndAgain_isResumedWhereItBroke() throws Exception {
    int most = 100_000;
    try (RudeServer server = new RudeServer((n, from, wire) -> polite(content, from, most, wire))) {
      Fetched fetched = fetch(verified(server.at("/archive.zip")));

      assertEquals(BYTES, fetched.bytes());
      assertWhole();
      assertEquals("none", server.ranges().get(0));
      assertEquals(11, server.ranges().size()); // more drops than attempts, each got further
      assertTrue(server.ranges().stream().skip(1).noneMatch("none"::equals));
      assertSaid("goes on after ");
    }
  }

  @Test
  void part_ofAnEarlierFetch_isResumed() throws Exception {
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              boolean same = wire.asked("if-range").equals("\"one\"");
              polite(content, same ? from : -1, n <= 4 ? 1000 : BYTES, wire);
            })) {
      assertTrue(refusal(server.at("/archive.zip")).contains("4 attempts"));
      assertEquals(List.of("archive.zip.part", "archive.zip.part.json"), names());
      assertTrue(Files.size(folder.resolve("new/archive.zip.part")) >= 1000);

      fetch(server.at("/archive.zip"));
      assertWhole();
      assertEquals("none", server.ranges().get(0));
      assertTrue(server.ranges().get(4).matches("bytes=[1-9]\\d+-"), server.ranges().toString());
    }
  }

  @Test
  void file_changedBetweenTwoRequests_isBegunAnew() throws Exception {
    byte[] old = random(BYTES, 2);
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              if (n == 1) {
                wire.head("200 OK", "ETag: \"old\"", "Content-Length: " + BYTES);
                wire.send(old, 0, 300_000);
              } else {
                assertEquals("\"old\"", n == 2 ? wire.asked("if-range") : "\"old\"");
                polite(content, from > 0 && n == 2 ? -1 : from, BYTES, wire);
              }
            })) {
      fetch(server.at("/archive.zip"));
      assertWhole();
      assertSaid("the file has changed on the server, so it is begun anew");
    }
  }

  @Test
  void file_changedUnderAServerThatIgnoresIfRange_isBegunAnew() throws Exception {
    byte[] old = random(BYTES, 2);
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              if (n == 1) {
                wire.head("200 OK", "ETag: \"old\"", "Content-Length: " + BYTES);
                wire.send(old, 0, 300_000);
              } else {
                polite(content, from, BYTES, wire);
              }
            })) {
      fetch(server.at("/archive.zip"));
      assertWhole();
      assertSaid("the file has changed; it is begun anew");
    }
  }

  @Test
  void server_thatIgnoresRanges_isBegunAnewAndSaid() throws Exception {
    try (RudeServer server =
        new RudeServer((n, from, wire) -> polite(content, -1, n == 1 ? 300_000 : BYTES, wire))) {
      fetch(verified(server.at("/archive.zip")));
      assertWhole();
      assertSaid("the server does not give parts of it, so it is begun anew");
    }
  }

  @Test
  void server_withoutNameOrDate_isBegunAnew() throws Exception {
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) ->
                wire.head("200 OK", "Content-Length: " + BYTES)
                    .send(content, 0, n == 1 ? 300_000 : BYTES))) {
      fetch(server.at("/archive.zip"));
      assertWhole();
      assertSaid("the server gives neither ETag nor date to know the file by");
    }
  }

  @Test
  void part_ofAnotherMirror_isContinuedWhereTheSumIsKnown() throws Exception {
    try (RudeServer broken =
            new RudeServer(
                (n, from, wire) -> {
                  if (n == 1) {
                    polite(content, -1, 300_000, wire);
                  } else {
                    wire.head("404 Not Found");
                  }
                });
        FileServer server = new FileServer()) {
      URI second = server.offer("/archive.zip", content);
      fetch(verified(broken.at("/archive.zip"), second));
      assertWhole();
      assertTrue(server.requests().get(0).matches(".* bytes=\\d{5,}-"), "" + server.requests());
      String provenance = Files.readString(folder.resolve("new/archive.zip.source.json"));
      assertTrue(provenance.contains("\"source\": \"" + second + "\""), provenance);
    }
  }

  @Test
  void part_thatDoesNotFit_isNoticedByTheSumAndBegunAnew() throws Exception {
    byte[] other = random(BYTES, 2);
    try (RudeServer broken =
            new RudeServer(
                (n, from, wire) -> {
                  if (n == 1) {
                    polite(other, -1, 300_000, wire);
                  } else {
                    wire.head("404 Not Found");
                  }
                });
        FileServer server = new FileServer()) {
      fetch(verified(broken.at("/archive.zip"), server.offer("/archive.zip", content)));
      assertWhole();
      assertSaid("it came in pieces and is begun anew");
    }
  }

  /** Of an answer that ends too early a client may have read less than was sent. */
  @Test
  void length_promisedTooLong_isNoticedThoughAPartWasLost() throws Exception {
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              if (from < 0) {
                String length = "Content-Length: " + (BYTES + 1000);
                wire.head("200 OK", "ETag: \"one\"", length).send(content, 0, BYTES / 2);
              } else {
                polite(content, from, BYTES, wire);
              }
            })) {
      String message = refusal(server.at("/archive.zip"));
      assertTrue(
          message.contains(
              "promised " + (BYTES + 1000) + " bytes, but the file ends after " + BYTES),
          message);

      fetch(verified(server.at("/archive.zip"))); // the sum tells that it is whole
      assertWhole();
    }
  }

  @Test
  void length_promisedTooLong_isNoticed() throws Exception {
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              if (from < 0) {
                String length = "Content-Length: " + (BYTES + 1000);
                wire.head("200 OK", "ETag: \"one\"", length).send(content, 0, BYTES);
              } else {
                polite(content, from, BYTES, wire);
              }
            })) {
      String message = refusal(server.at("/archive.zip"));
      assertTrue(
          message.contains(
              "promised " + (BYTES + 1000) + " bytes, but the file ends after " + BYTES),
          message);

      fetch(verified(server.at("/archive.zip"))); // the sum tells that it is whole
      assertWhole();
    }
  }

  @Test
  void length_promisedTooShort_isNoticedByAskingForMore() throws Exception {
    int promised = BYTES - 1000;
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              if (from < 0) {
                String length = "Content-Length: " + promised;
                wire.head("200 OK", "ETag: \"one\"", length).send(content, 0, BYTES);
              } else {
                polite(content, from, BYTES, wire);
              }
            })) {
      String message = refusal(server.at("/archive.zip"));
      assertTrue(
          message.contains("promised " + promised + " bytes, but the file goes on"), message);

      FetchRequest sized = new FetchRequest(List.of(server.at("/a")), target(), BYTES, null);
      assertTrue(refusal(sized).contains("has " + promised + " bytes, expected " + BYTES));
      assertTrue(refusal(verified(server.at("/a"))).contains("sha256 is"));
    }
  }

  @Test
  void body_withoutLengthThatBreaksOff_isNoticedWhereTheSizeIsKnown() throws Exception {
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> wire.head("200 OK").send(content, 0, n == 1 ? 1000 : BYTES))) {
      fetch(new FetchRequest(List.of(server.at("/archive.zip")), target(), BYTES, null));
      assertWhole();
      assertSaid("ended after 1000 of " + BYTES + " bytes");
    }
  }

  @Test
  void webPage_inPlaceOfAnArchive_isNoticed() throws Exception {
    byte[] page = "\n <!DOCTYPE html>\n<title>Sorry</title>".getBytes(StandardCharsets.UTF_8);
    try (FileServer server = new FileServer()) {
      String message = refusal(server.offer("/archive.zip", page));
      assertTrue(message.contains("sent a web page in place of the file"), message);
      assertEquals(List.of(), names());
    }
  }

  @Test
  void server_busyOnce_isAskedAgain() throws Exception {
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              if (n == 1) {
                wire.head("503 Service Unavailable", "Retry-After: 1");
              } else {
                polite(content, from, BYTES, wire);
              }
            })) {
      fetch(verified(server.at("/archive.zip")));
      assertWhole();
      assertSaid("HTTP 503; asked again in 0.05 s"); // never longer than configured
    }
  }

  @Test
  void server_busyForGood_isGivenUpAfterTheAttempts() throws Exception {
    try (RudeServer server =
        new RudeServer((n, from, wire) -> wire.head("503 Service Unavailable"))) {
      assertTrue(refusal(server.at("/archive.zip")).contains("HTTP 503 (4 attempts)"));
      assertEquals(4, server.ranges().size());
      assertEquals(List.of(), names());
    }
  }

  @Test
  void connection_thatStalls_isGivenUpAndResumed() throws Exception {
    Fetcher fetcher = new Fetcher(IMPATIENT, said::add);
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              polite(content, from, n == 1 ? 300_000 : BYTES, wire);
              if (n == 1) {
                Thread.sleep(30_000);
              }
            })) {
      fetcher.fetch(verified(server.at("/archive.zip")), Progress.SILENT);
      assertWhole();
      assertSaid("was silent for");
      assertTrue(server.ranges().get(1).startsWith("bytes="), server.ranges().toString());
    }
  }

  @Test
  void server_thatNeverAnswers_isGivenUp() throws Exception {
    try (RudeServer server = new RudeServer((n, from, wire) -> Thread.sleep(30_000))) {
      Fetcher fetcher = new Fetcher(IMPATIENT, said::add);
      FetchRequest request = verified(server.at("/archive.zip"));
      String message =
          assertThrows(IOException.class, () -> fetcher.fetch(request, Progress.SILENT))
              .getMessage();
      assertTrue(message.contains("no answer within 1 s (4 attempts)"), message);
    }
  }

  @Test
  void redirections_areFollowed_butNotWithoutEnd() throws Exception {
    try (FileServer server = new FileServer()) {
      server.offer("/real.zip", content);
      server.redirect("/second", "/real.zip");
      URI first = server.redirect("/first", server.at("/second").toString());
      server.redirect("/ping", "/pong");
      URI loop = server.redirect("/pong", "/ping");

      assertTrue(refusal(loop).contains("HTTP 302, it redirects without end"));
      assertEquals(first, fetch(loop, first).source());
      assertWhole();
    }
  }

  @Test
  void disk_tooSmall_isSaidBeforeAnythingIsWritten() throws Exception {
    try (RudeServer server =
        new RudeServer((n, from, wire) -> wire.head("200 OK", "Content-Length: 900000000000000"))) {
      String message = refusal(server.at("/archive.zip"));
      assertTrue(message.contains("needs 900 TB of disk, but "), message);
      assertEquals(List.of(), names());
    }
  }

  @Test
  void disk_thatFillsUp_losesNothing() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/archive.zip", content);
      List<String> command =
          ChildJvm.command(seco.cli.Main.class, "data", "fetch", source, "--to", target());
      ChildJvm.Result full = ChildJvm.runWithFileLimit(500, command);

      assertEquals(1, full.code(), full.output());
      assertTrue(full.output().contains("archive.zip.part: could not be written"), full.output());
      assertEquals(500 << 10, Files.size(folder.resolve("new/archive.zip.part")));

      ChildJvm.Result done = ChildJvm.run(command);
      assertEquals(0, done.code(), done.output());
      assertTrue(server.requests().contains("/archive.zip bytes=512000-"), "" + server.requests());
      assertWhole();
    }
  }

  @Test
  void process_killedOnTheWay_goesOnWhereItWas() throws Exception {
    try (RudeServer server =
        new RudeServer(
            (n, from, wire) -> {
              polite(content, from, n == 1 ? 400_000 : BYTES, wire);
              if (n == 1) {
                Thread.sleep(60_000);
              }
            })) {
      List<String> command =
          ChildJvm.command(
              seco.cli.Main.class, "data", "fetch", server.at("/archive.zip"), "--to", target());
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Path part = folder.resolve("new/archive.zip.part");
      while (!Files.exists(part) || Files.size(part) < 400_000) {
        assertTrue(process.isAlive(), "the command ended early");
        Thread.sleep(20);
      }
      process.destroyForcibly().waitFor();

      fetch(server.at("/archive.zip"));
      assertWhole();
      assertEquals("bytes=400000-", server.ranges().get(1));
    }
  }

  @Test
  void file_beingFetchedElsewhere_isRefused() throws Exception {
    try (FileServer server = new FileServer();
        Part part = Part.open(target())) {
      assertEquals(0, part.size());
      URI source = server.offer("/archive.zip", content);
      String message = assertThrows(InputException.class, () -> fetch(source)).getMessage();
      assertTrue(message.contains("is being fetched by somebody else"), message);
    }
  }

  @Test
  void emptyFile_isFetched() throws Exception {
    try (FileServer server = new FileServer()) {
      assertEquals(0, fetch(server.offer("/archive.zip", new byte[0])).bytes());
    }
  }

  @Test
  void part_wholeButNotMoved_isNotFetchedAgain() throws Exception {
    try (RudeServer server =
        new RudeServer((n, from, wire) -> polite(content, from, BYTES, wire))) {
      URI source = server.at("/archive.zip");
      Files.createDirectories(target().getParent());
      Files.write(folder.resolve("new/archive.zip.part"), content);
      Files.writeString(
          folder.resolve("new/archive.zip.part.json"),
          "{\"url\": \"" + source + "\", \"etag\": \"\\\"one\\\"\", \"bytes\": " + BYTES + "}");
      fetch(verified(source));
      assertWhole();
      assertEquals(List.of("bytes=" + BYTES + "-"), server.ranges());
    }
  }

  @Test
  void offer_saysSizeAndFetchesNothing() throws Exception {
    try (FileServer server = new FileServer()) {
      URI source = server.offer("/archive.zip", content);
      FetchRequest request =
          new FetchRequest(List.of(server.at("/none"), source), target(), 0, null);
      assertEquals(new Offer(source, BYTES, true), new Fetcher(QUICK, said::add).offer(request));
      assertFalse(Files.exists(folder.resolve("new")));
    }
  }

  @Test
  void checksum_malformed_isRefused() {
    for (String hex : Arrays.asList("", "12", "g".repeat(64))) {
      assertThrows(InputException.class, () -> new Checksum(Checksum.Kind.SHA256, hex));
    }
  }
}
