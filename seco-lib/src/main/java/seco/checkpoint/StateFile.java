package seco.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import seco.checkpoint.Checkpoints.State;
import seco.run.Hashes;
import seco.run.SafeFile;

/** The JSON file of a checkpoint's small part, with a check sum over all that it says. */
final class StateFile {
  private static final String CHECK_SUM = "sha256";
  private static final Set<String> NAMES = Set.of("step", "numbers", "arraysSha256", CHECK_SUM);
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private StateFile() {}

  static void write(Path file, State state) throws IOException {
    JsonObject json = GSON.toJsonTree(state).getAsJsonObject();
    json.addProperty(CHECK_SUM, checkSum(state));
    SafeFile.writeText(file, GSON.toJson(json) + "\n");
  }

  /**
   * Reads a state. Files of older versions have no check sum.
   *
   * @throws IOException if the file cannot be read, or is not as it was written
   */
  static State read(Path file) throws IOException {
    try {
      JsonObject json = GSON.fromJson(text(file), JsonObject.class);
      State state = GSON.fromJson(json, State.class);
      boolean whole =
          json != null
              && NAMES.containsAll(json.keySet())
              && state.numbers() != null
              && state.arraysSha256() != null;
      if (whole
          && (!json.has(CHECK_SUM) || json.get(CHECK_SUM).getAsString().equals(checkSum(state)))) {
        return state;
      }
    } catch (JsonParseException | UnsupportedOperationException | IllegalStateException e) {
      throw new IOException(file + ": damaged", e);
    }
    throw new IOException(file + ": damaged");
  }

  private static String text(Path file) throws IOException {
    // Not a channel: an interrupted thread would find it closed.
    try (InputStream in = new FileInputStream(file.toFile())) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
  }

  private static String checkSum(State state) {
    return Hashes.ofText(
        state.step() + " " + new TreeMap<>(state.numbers()) + " " + state.arraysSha256());
  }
}
