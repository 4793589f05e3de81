package seco.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.data.fetch.DiskSpace;
import seco.data.fetch.FetchRequest;
import seco.data.fetch.Fetched;
import seco.data.fetch.Fetcher;
import seco.data.fetch.Offer;
import seco.data.fetch.UrlList;

/** The files of a list, fetched one after the other; one that fails does not stop the others. */
final class ListFetch {
  private static final int NAMES_SHOWN = 20;

  private final Fetcher fetcher;
  private final Console console;
  private final List<URI> addresses;
  private final List<String> failed = new ArrayList<>();

  ListFetch(Fetcher fetcher, Console console, List<URI> addresses) {
    this.fetcher = fetcher;
    this.console = console;
    this.addresses = addresses;
  }

  private static FetchRequest request(URI address, Path folder) {
    return new FetchRequest(List.of(address), folder.resolve(UrlList.fileName(address)), 0, null);
  }

  /** Asks for the size of each. */
  Result offer(Path folder) throws IOException, InterruptedException {
    long bytes = 0;
    int unknown = 0;
    ProgressLine progress = console.progress("files asked for", 0);
    for (int number = 0; number < addresses.size(); number++) {
      try {
        Offer offer = fetcher.offer(request(addresses.get(number), folder));
        bytes += Math.max(0, offer.bytes());
        unknown += offer.bytes() < 0 ? 1 : 0;
      } catch (IOException e) {
        fail(addresses.get(number), e);
      }
      progress.at(number + 1, addresses.size());
    }
    requireAll();
    long free = DiskSpace.freeAt(folder);
    String more = unknown == 0 ? "" : " and " + unknown + " of unknown size";
    return new Result(
            "%d files, %s%s, to %s; free there: %s"
                .formatted(
                    addresses.size(), DiskSpace.text(bytes), more, folder, DiskSpace.text(free)))
        .with("folder", folder)
        .with("files", addresses.size())
        .with("bytes", bytes)
        .with("unknown", unknown)
        .with("free", free);
  }

  /** Fetches each. */
  Result fetch(Path folder) throws IOException, InterruptedException {
    long bytes = 0;
    int present = 0;
    for (int number = 0; number < addresses.size(); number++) {
      console.complain("file " + (number + 1) + " of " + addresses.size());
      try {
        Fetched fetched =
            fetcher.fetch(request(addresses.get(number), folder), new Megabytes(console));
        bytes += fetched.bytes();
        present += fetched.present() ? 1 : 0;
      } catch (IOException | InputException e) {
        fail(addresses.get(number), e);
      }
    }
    requireAll();
    return new Result(
            "%s: %d files, %s, %d of them there already"
                .formatted(folder, addresses.size(), DiskSpace.text(bytes), present))
        .with("folder", folder)
        .with("files", addresses.size())
        .with("bytes", bytes)
        .with("present", present);
  }

  private void fail(URI address, Exception failure) {
    console.complain(String.valueOf(failure.getMessage()));
    failed.add(UrlList.fileName(address));
  }

  private void requireAll() throws IOException {
    if (!failed.isEmpty()) {
      List<String> shown = failed.subList(0, Math.min(NAMES_SHOWN, failed.size()));
      String more = failed.size() > NAMES_SHOWN ? ", …" : "";
      throw new IOException(
          "%d of %d files failed; the same command asks for them again: %s%s"
              .formatted(failed.size(), addresses.size(), String.join(", ", shown), more));
    }
  }
}
