package seco.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import seco.InputException;
import seco.run.Progress;
import seco.run.SafeFile;

/** Single members of a zip archive on a server, fetched without the rest of it. */
public final class RemoteZip {
  private final FetchConfig config;
  private final Consumer<String> say;
  private final Http http;

  /**
   * @param say is told in a sentence what begins, what failed, and what is done about it
   */
  public RemoteZip(FetchConfig config, Consumer<String> say) {
    this.config = config;
    this.say = say;
    http = new Http(config.stall());
  }

  /**
   * A member that is wanted.
   *
   * @param name within the archive
   * @param place relative to the target folder
   * @param bytes its size
   */
  public record Member(String name, String place, long bytes) {}

  /**
   * The members of a choice that the first mirror that answers would give; none is fetched.
   *
   * @throws InputException if the choice matches nothing
   * @throws IOException naming each mirror with its reason, if none gives parts of the archive
   */
  public List<Member> list(List<URI> sources, MemberChoice choice)
      throws IOException, InterruptedException {
    return atFirstMirror(
        sources,
        (source, ranges, zip) -> {
          List<Member> members = new ArrayList<>();
          chosen(zip, choice)
              .forEach(
                  (entry, at) -> members.add(new Member(entry.getName(), at, entry.getSize())));
          return members;
        });
  }

  /**
   * Brings members into a folder, each checked by its sum in the archive; those that are there
   * already and as expected are left alone.
   *
   * @param progress counts bytes
   * @throws InputException if the choice matches nothing, or a member's place lies outside the
   *     folder
   * @throws IOException naming each mirror with its reason, if none gives the members; what came
   *     stays
   */
  public FetchedMembers fetch(
      List<URI> sources, MemberChoice choice, Path folder, Progress progress)
      throws IOException, InterruptedException {
    SafeFile.requireWritable(folder);
    return atFirstMirror(
        sources,
        (source, ranges, zip) -> {
          MemberBatch batch = new MemberBatch(zip, chosen(zip, choice), folder);
          say.accept(source + ": " + batch.describe());
          batch.run(progress);
          return new FetchedMembers(
              folder, batch.size(), batch.bytes(), batch.present(), ranges.received(), source);
        });
  }

  private interface Use<T> {
    T of(URI source, HttpRanges ranges, ZipFile zip) throws IOException;
  }

  private <T> T atFirstMirror(List<URI> sources, Use<T> use)
      throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (URI source : sources) {
      try (HttpRanges ranges = HttpRanges.open(http, config, say, source);
          ZipFile zip = open(ranges)) {
        return use.of(source, ranges, zip);
      } catch (DiskException e) {
        throw e;
      } catch (IOException e) {
        reasons.add(source + ": " + Http.reason(e));
        if (reasons.size() < sources.size()) {
          say.accept(source + ": " + Http.reason(e) + "; the next mirror is tried");
        }
      }
    }
    throw new IOException("members not fetched; " + String.join("; ", reasons));
  }

  private static ZipFile open(HttpRanges ranges) throws IOException {
    return ZipFile.builder()
        .setSeekableByteChannel(ranges)
        .setIgnoreLocalFileHeader(true) // else every member's own header is asked for
        .get();
  }

  private static Map<ZipArchiveEntry, String> chosen(ZipFile zip, MemberChoice choice) {
    Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
      if (!entry.isDirectory()) {
        entries.put(entry.getName(), entry);
      }
    }
    Map<String, String> places = choice.places(List.copyOf(entries.keySet()));
    Map<ZipArchiveEntry, String> chosen = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          String place = places.get(name);
          if (place != null) {
            chosen.put(entry, place);
          }
        });
    return chosen;
  }
}
