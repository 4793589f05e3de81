package seco.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.data.fetch.Checksum;
import seco.data.fetch.DiskSpace;
import seco.data.fetch.FetchConfig;
import seco.data.fetch.FetchRequest;
import seco.data.fetch.Fetched;
import seco.data.fetch.Fetcher;
import seco.data.fetch.MemberChoice;
import seco.data.fetch.Offer;
import seco.data.fetch.UrlList;

/** Fetches a file, the files of a list, or members of an archive. */
@Command(
    name = "fetch",
    description = {
      "Fetches a file over HTTP, from the first mirror that gives it.",
      "After an interruption the same command goes on where it was. The sum is verified where it is"
          + " given; FILE.sha256 and FILE.source.json tell it and where the file came from.",
    })
final class DataFetchCommand extends Subcommand {
  @Parameters(
      paramLabel = "URL",
      arity = "0..*",
      description =
          "Where the file can be had, the preferred mirror first. Without one, a file that was put"
              + " in its place by hand is verified.")
  private List<String> urls = List.of();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE|DIR/",
      description = "Where it shall stand; a folder is there already or ends in /.")
  private String to = "";

  @Option(names = "--sha256", paramLabel = "HEX", description = "The sum that the file must have.")
  private @Nullable String sha256;

  @Option(names = "--md5", paramLabel = "HEX", description = "The same, where only that is known.")
  private @Nullable String md5;

  @Option(names = "--bytes", paramLabel = "N", description = "The size that the file must have.")
  private long bytes;

  @Option(
      names = "--urls",
      converter = Options.PathConverter.class,
      paramLabel = "LIST",
      description =
          "Fetches each file of a list, a URL on a line, into a folder; what fails is named.")
  private @Nullable Path list;

  @Option(names = "--first", paramLabel = "N", description = "Only the first N of the list.")
  private int first;

  @Option(
      names = "--members",
      split = ",",
      paramLabel = "GLOB",
      description =
          "Fetches only the matching members of a zip archive, by parts of it; * within a folder, **"
              + " across folders.")
  private List<String> members = List.of();

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description = "The same, the videos of these classes, each in the folder of its class.")
  private List<String> classes = List.of();

  @Option(
      names = "--videos-per-class",
      paramLabel = "N",
      description =
          "N videos of each class, spread over its sources (of all classes, or --classes).")
  private int videosPerClass;

  @Option(
      names = "--dry-run",
      description = "Says what would be fetched and how much disk it needs; fetches nothing.")
  private boolean dryRun;

  @Override
  void check() {
    if (to.isBlank()) {
      throw new InputException("--to '': must name a file or folder");
    }
    if (!urls.isEmpty() && list != null) {
      throw new InputException("--urls " + list + ": name either a URL or a list of them");
    }
    Options.requireAtLeast("--bytes", bytes, 0);
    Options.requireAtLeast("--first", first, 0);
    Options.requireAtLeast("--videos-per-class", videosPerClass, 0);
    if (first > 0 && list == null) {
      throw new InputException("--first " + first + ": belongs to --urls");
    }
    if (list == null && urls.isEmpty() && (isPart() || dryRun)) {
      throw new InputException("no URL is named");
    }
    if (isPart() && (list != null || sum() != null || bytes > 0)) {
      throw new InputException(
          "members of an archive are chosen: they need a URL, and have sums of their own");
    }
    if (list != null && (sum() != null || bytes > 0)) {
      throw new InputException("--urls " + list + ": a sum or size belongs to a single file");
    }
    if (isPart()) {
      choice();
    }
    var unused = sources();
  }

  private boolean isPart() {
    return !members.isEmpty() || !classes.isEmpty() || videosPerClass > 0;
  }

  private @Nullable Checksum sum() {
    if (sha256 != null && md5 != null) {
      throw new InputException("--sha256 and --md5: give one of them");
    }
    if (sha256 != null) {
      return new Checksum(Checksum.Kind.SHA256, sha256);
    }
    return md5 == null ? null : new Checksum(Checksum.Kind.MD5, md5);
  }

  private MemberChoice choice() {
    if (members.isEmpty()) {
      return MemberChoice.ofClasses(classes, videosPerClass);
    }
    if (!classes.isEmpty() || videosPerClass > 0) {
      throw new InputException("--members: cannot be joined with --classes, --videos-per-class");
    }
    return MemberChoice.matching(members);
  }

  private List<URI> sources() {
    return urls.stream().map(Fetcher::address).toList();
  }

  private Path target() {
    return new Options.PathConverter().convert(to);
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    if (isPart()) {
      MemberFetch fetch = new MemberFetch(sources(), choice(), target());
      return dryRun ? fetch.offer(console) : fetch.fetch(console);
    }
    if (list == null) {
      FetchRequest request = new FetchRequest(sources(), file(), bytes, sum());
      return dryRun ? offer(request, console) : fetch(request, console);
    }
    List<URI> addresses = UrlList.read(list);
    int count = first == 0 ? addresses.size() : Math.min(first, addresses.size());
    ListFetch fetch = new ListFetch(fetcher(console), console, addresses.subList(0, count));
    return dryRun ? fetch.offer(target()) : fetch.fetch(target());
  }

  private Fetcher fetcher(Console console) {
    return new Fetcher(FetchConfig.standard(), console::complain);
  }

  private Path file() {
    boolean folder = to.endsWith("/") || Files.isDirectory(target());
    return folder && !urls.isEmpty()
        ? target().resolve(UrlList.fileName(sources().get(0)))
        : target();
  }

  private Result offer(FetchRequest request, Console console)
      throws IOException, InterruptedException {
    Offer offer = fetcher(console).offer(request);
    long size = offer.bytes() < 0 ? bytes : offer.bytes();
    long free = DiskSpace.freeAt(request.target());
    String text = size > 0 ? DiskSpace.text(size) : "of unknown size";
    return new Result(
            "%s: %s, to %s; free there: %s"
                .formatted(offer.source(), text, request.target(), DiskSpace.text(free)))
        .with("source", offer.source())
        .with("file", request.target())
        .with("bytes", size)
        .with("ranges", offer.ranges())
        .with("free", free);
  }

  private Result fetch(FetchRequest request, Console console)
      throws IOException, InterruptedException {
    Fetched fetched = fetcher(console).fetch(request, new Megabytes(console));
    String state = fetched.present() ? "was there already" : "fetched";
    String sum = fetched.verified() ? "verified" : "recorded";
    return new Result(
            "%s: %s, %s, sha256 %s %s"
                .formatted(
                    fetched.file(), state, DiskSpace.text(fetched.bytes()), fetched.sha256(), sum))
        .with("file", fetched.file())
        .with("bytes", fetched.bytes())
        .with("sha256", fetched.sha256())
        .with("source", fetched.source())
        .with("verified", fetched.verified())
        .with("present", fetched.present());
  }
}
