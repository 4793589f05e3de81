package seco.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.data.fetch.DiskSpace;
import seco.data.fetch.FetchConfig;
import seco.data.fetch.FetchedMembers;
import seco.data.fetch.MemberChoice;
import seco.data.fetch.RemoteZip;

/**
 * Members of an archive on a server, asked for and brought into a folder.
 *
 * @param sources of the archive
 * @param choice which members
 * @param folder where they go
 */
record MemberFetch(List<URI> sources, MemberChoice choice, Path folder) {
  /** Names the members and their size. */
  Result offer(Console console) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    long size = 0;
    for (RemoteZip.Member member : archive(console).list(sources, choice)) {
      names.add(member.place());
      size += member.bytes();
    }
    long free = DiskSpace.freeAt(folder);
    return new Result(
            "%d members, %s, to %s; free there: %s"
                .formatted(names.size(), DiskSpace.text(size), folder, DiskSpace.text(free)))
        .with("folder", folder)
        .with("members", names)
        .with("bytes", size)
        .with("free", free);
  }

  /** Brings the members into the folder. */
  Result fetch(Console console) throws IOException, InterruptedException {
    FetchedMembers fetched =
        archive(console).fetch(sources, choice, folder, new Megabytes(console));
    return new Result(
            "%s: %d members, %s, %d of them there already; %s came over the network"
                .formatted(
                    fetched.folder(),
                    fetched.members(),
                    DiskSpace.text(fetched.bytes()),
                    fetched.present(),
                    DiskSpace.text(fetched.received())))
        .with("folder", fetched.folder())
        .with("members", fetched.members())
        .with("bytes", fetched.bytes())
        .with("present", fetched.present())
        .with("received", fetched.received())
        .with("source", fetched.source());
  }

  private static RemoteZip archive(Console console) {
    return new RemoteZip(FetchConfig.standard(), console::complain);
  }
}
