package seco.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;

/** Lists of addresses, a line each, as data sets of many archives are published. */
public final class UrlList {
  private UrlList() {}

  /**
   * The addresses of a list; empty lines and those that begin with {@code #} are skipped.
   *
   * @throws InputException naming file, line and value, if a line is no address, two addresses end
   *     in the same file name, or there is none
   */
  public static List<URI> read(Path file) throws IOException {
    List<URI> addresses = new ArrayList<>();
    Map<String, Integer> lineOf = new HashMap<>();
    List<String> lines = lines(file);
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String place = file + ", line " + number + ": ";
      try {
        URI address = Http.address(line);
        Integer before = lineOf.putIfAbsent(fileName(address), number);
        if (before != null) {
          throw new InputException(line + " has the file name of line " + before);
        }
        addresses.add(address);
      } catch (InputException e) {
        throw new InputException(place + e.getMessage(), e);
      }
    }
    if (addresses.isEmpty()) {
      throw new InputException(file + ": holds no address");
    }
    return addresses;
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new InputException(file + ": is no text in UTF-8", e);
    }
  }

  /**
   * The name of the file at an address.
   *
   * @throws InputException if the address names none
   */
  public static String fileName(URI address) {
    String path = String.valueOf(address.getRawPath());
    String last = path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B");
    String name = URLDecoder.decode(last, StandardCharsets.UTF_8);
    if (name.isBlank() || name.matches("\\.+") || name.matches(".*[/\\\\\\x00-\\x1f].*")) {
      throw new InputException(address + ": ends in no file name; give the file after --to");
    }
    return name;
  }
}
