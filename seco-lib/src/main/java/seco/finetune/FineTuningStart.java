package seco.finetune;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.run.Card;
import seco.tensor.NamedArrays;

/**
 * The network with which a fine-tuning begins.
 *
 * @param network arrays of a network of the run's depth and width, by published name
 * @param card whose weights they are, and from which videos they have learned
 */
public record FineTuningStart(NamedArrays network, Card card) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** What {@code start.json} holds. */
  private record Noted(@Nullable Map<String, String> card) {}

  String toJson() {
    return GSON.toJson(new Noted(card.fields()));
  }

  /**
   * Reads the card of a run's start.
   *
   * @throws InputException if it is damaged or missing
   */
  public static Card read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": missing, so whose weights the run began with is unknown");
    }
    try {
      Noted noted = GSON.fromJson(Files.readString(file), Noted.class);
      if (noted != null && noted.card() != null) {
        return new Card(noted.card());
      }
    } catch (JsonParseException e) {
      throw new InputException(file + ": damaged", e);
    }
    throw new InputException(file + ": damaged");
  }
}
