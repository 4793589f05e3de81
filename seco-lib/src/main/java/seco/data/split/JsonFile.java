package seco.data.split;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import seco.InputException;

/** Reads JSON files as a stream, so that their size does not matter. */
final class JsonFile {
  private JsonFile() {}

  /** Reads what follows in a file. */
  @FunctionalInterface
  interface Body {
    void read(JsonReader json) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @throws InputException naming the file, and where in it is not what was expected
   */
  static void read(Path file, Body body) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    try (JsonReader json = new JsonReader(Files.newBufferedReader(file))) {
      body.read(json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new InputException(file + ": more than one JSON value");
      }
    } catch (MalformedInputException e) {
      throw new InputException(file + ": not a text file in UTF-8", e);
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw new InputException(file + ": " + firstLine(e), e);
    } catch (NumberFormatException e) {
      throw new InputException(file + ": no number, " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("cut off");
  }

  /** Reads an object, each of whose members the body reads after being given its name. */
  static void members(JsonReader json, Member member) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      member.read(json.nextName());
    }
    json.endObject();
  }

  /** Reads the value of a member. */
  @FunctionalInterface
  interface Member {
    void read(String name) throws IOException;
  }

  /** Reads the two numbers of a segment, in seconds. */
  static double[] pair(JsonReader json) throws IOException {
    json.beginArray();
    double[] pair = {json.nextDouble(), json.nextDouble()};
    json.endArray();
    return pair;
  }
}
