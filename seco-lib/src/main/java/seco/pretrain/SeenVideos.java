package seco.pretrain;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.ProtocolCard;

/**
 * From which videos a network has learned, in all trainings since its weights were random. Whoever
 * judges it must not take these for a test.
 *
 * @param parts the parts of data sets, such as {@code UCF101, split 1, train}; {@code list 12ab...}
 *     where nobody has named the part, {@link #UNKNOWN} where nobody has noted it
 * @param videos fingerprints of the videos, as far as they were noted
 */
public record SeenVideos(List<String> parts, List<String> videos) {
  /** In place of a part: weights of other programs do not tell. */
  public static final String UNKNOWN = "not recorded";

  private static final int SHOWN = 12;

  public SeenVideos {
    parts = List.copyOf(parts);
    videos = List.copyOf(videos);
  }

  /** Of random weights. */
  public static SeenVideos none() {
    return new SeenVideos(List.of(), List.of());
  }

  /** Of weights that do not tell. */
  public static SeenVideos unknown() {
    return new SeenVideos(List.of(UNKNOWN), List.of());
  }

  /**
   * Of a run: what its start had seen, and its own videos.
   *
   * @throws InputException if the run's notes are damaged
   */
  public static SeenVideos of(Path run) throws IOException {
    SeenVideos before = none();
    Path start = run.resolve("start.json");
    if (Files.exists(start)) {
      before = read(start);
    }
    List<String> parts = new ArrayList<>(before.parts);
    List<String> videos = new ArrayList<>(before.videos);
    JsonObject provenance = object(run.resolve("provenance.json"));
    String list = text(provenance, "list");
    Path card = run.resolve(ProtocolCard.FILE);
    parts.add(Files.exists(card) ? ProtocolCard.read(card).name() : named(list));
    String own = text(provenance, "videos");
    if (own != null) {
      videos.add(own);
    }
    return new SeenVideos(parts, videos);
  }

  private static String named(@Nullable String list) {
    return list == null ? UNKNOWN : "list " + list.substring(0, Math.min(SHOWN, list.length()));
  }

  private static SeenVideos read(Path start) throws IOException {
    JsonElement seen = object(start).get("seen");
    if (seen == null || !seen.isJsonObject()) {
      return unknown(); // begun before it was noted
    }
    return new SeenVideos(
        texts(seen.getAsJsonObject(), "parts"), texts(seen.getAsJsonObject(), "videos"));
  }

  private static List<String> texts(JsonObject object, String name) {
    JsonElement array = object.get(name);
    return array == null
        ? List.of()
        : array.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }

  private static @Nullable String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? null : value.getAsString();
  }

  private static JsonObject object(Path file) throws IOException {
    if (Files.notExists(file)) {
      return new JsonObject();
    }
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new InputException(file + ": damaged", e);
    }
  }
}
