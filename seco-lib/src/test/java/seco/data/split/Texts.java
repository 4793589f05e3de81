package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import seco.InputException;

/** Split files and tables written by hand, and what tests ask of them. */
final class Texts {
  static final String HEADER =
      "file,class,frames,width,height,rate,seconds,bytes,sha256,verdict,detail\n";

  private Texts() {}

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, text);
  }

  /** A doctor's table; each row is {@code file frames verdict}, the class being its folder. */
  static DoctorsTable table(Path folder, String... rows) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (String row : rows) {
      String[] fields = row.split("\\|");
      text.append('"').append(fields[0]).append("\",\"").append(Naming.folder(fields[0]));
      text.append("\",").append(fields[1]).append(",320,240,25,3,1000,ab,").append(fields[2]);
      text.append(fields[2].equals("ok") ? "," : ",\"cut off, as it seems\"").append('\n');
    }
    return DoctorsTable.read(write(folder.resolve("report.videos.csv"), text.toString()));
  }

  /** The names and labels of a part, as {@code name label}. */
  static List<String> videos(OfficialSplits splits, String part) {
    return part(splits, part).videos().stream().map(v -> v.name() + " " + v.label()).toList();
  }

  static ListedPart part(OfficialSplits splits, String name) {
    return splits.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no part " + name + " in " + splits));
  }

  /** Requires a refusal on one line that has certain parts in it. */
  static InputException refused(Executable work, Object... parts) {
    InputException e = assertThrows(InputException.class, work);
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    for (Object part : parts) {
      assertTrue(e.getMessage().contains(part.toString()), e.getMessage() + " <- " + part);
    }
    return e;
  }
}
