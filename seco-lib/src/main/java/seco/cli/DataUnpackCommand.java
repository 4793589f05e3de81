package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import seco.InputException;
import seco.data.archive.Unpacked;
import seco.data.archive.Unpacking;
import seco.data.fetch.DiskSpace;

/** Unpacks archives of data sets. */
@Command(
    name = "unpack",
    description = {
      "Unpacks archives: zip, tar, tar.gz, tar.bz2 and rar, whatever their names end with. Rar of"
          + " format 5 needs the program bsdtar or unrar.",
      "Every file is compared with the archive's check sum before it gets its name. After an"
          + " interruption the same command goes on; what is there already is left as it is, and a"
          + " file with other content is never overwritten.",
      "Refused, before anything is written: members that would lie outside of DIR or in the place of"
          + " another one, links and devices, and more bytes than the disk or the limit has room"
          + " for. Times and rights of files are not taken over.",
      "DIR/.seco-unpack keeps the notes by which the command goes on; it may be deleted when all is"
          + " unpacked.",
    })
final class DataUnpackCommand extends Subcommand {
  private static final double GB = 1e9;
  private static final double MOST_GB = 1e9;

  @Parameters(
      paramLabel = "ARCHIVE",
      arity = "1..*",
      converter = Options.PathConverter.class,
      description = "Archives; when one is refused, the others are unpacked nevertheless.")
  private List<Path> archives = new ArrayList<>();

  @Option(
      names = "--to",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder into which they are unpacked; made if it is absent.")
  private Path to = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description =
          "Unpacks only the files that this pattern describes; may be repeated. '*.avi' describes"
              + " names, 'UCF-101/Archery/*' paths below DIR, '**' any number of folders.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--nested",
      description =
          "Unpacks archives within the archive too, one level deep, instead of keeping them. Their"
              + " files lie in a folder named as the inner archive is.")
  private boolean nested;

  @Option(
      names = "--limit",
      paramLabel = "GB",
      description =
          "Most that may be written for one archive (default: a hundred times its size, at least"
              + " 1).")
  private double limit;

  @Override
  void check() {
    if (!(limit >= 0 && limit < MOST_GB)) {
      throw new InputException("--limit " + limit + ": must be a number of GB");
    }
    var unused = Options.of("--only", this::unpacking);
  }

  private Unpacking unpacking() {
    return new Unpacking(to, only, nested, (long) Math.ceil(limit * GB));
  }

  @Override
  Result work(Console console) throws IOException {
    List<Unpacked> unpacked = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Path archive : archives) {
      try {
        unpacked.add(unpacking().unpack(archive, new Megabytes(console)));
      } catch (InputException e) {
        refusals.add(e.getMessage());
      }
    }
    if (!refusals.isEmpty()) {
      int all = archives.size();
      String count = all == 1 ? "" : refusals.size() + " of " + all + " archives refused: ";
      throw new InputException(count + String.join("; ", refusals));
    }
    return result(unpacked);
  }

  private Result result(List<Unpacked> unpacked) {
    int files = unpacked.stream().mapToInt(Unpacked::files).sum();
    int written = unpacked.stream().mapToInt(Unpacked::written).sum();
    long bytes = unpacked.stream().mapToLong(Unpacked::bytes).sum();
    String before = written < files ? ", " + (files - written) + " of them there already" : "";
    return new Result("%s: %d files, %s%s".formatted(to, files, DiskSpace.text(bytes), before))
        .with("to", to)
        .with("files", files)
        .with("written", written)
        .with("bytes", bytes)
        .with("archives", unpacked.stream().map(DataUnpackCommand::entry).toList());
  }

  private static Map<String, Object> entry(Unpacked unpacked) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("archive", unpacked.archive());
    entry.put("kind", unpacked.kind().word());
    entry.put("files", unpacked.files());
    entry.put("written", unpacked.written());
    entry.put("leftOut", unpacked.leftOut());
    entry.put("inner", unpacked.inner());
    entry.put("bytes", unpacked.bytes());
    return entry;
  }
}
