package seco.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The golden values: numbers computed by the authors' own code on inputs that any language can
 * regenerate. The folder is the system property {@code seco.golden}, by default the copy in the
 * test resources.
 */
public final class Golden {
  private static final double SINGLE_VALUE = 5;

  private Golden() {}

  /** The folder of the golden values. */
  public static Path folder() {
    String folder = System.getProperty("seco.golden", "");
    if (!folder.isBlank()) {
      return Path.of(folder).toAbsolutePath();
    }
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource("/golden")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonObject read(String file) {
    try {
      return JsonParser.parseString(Files.readString(folder().resolve(file))).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of {@code cases} in a file. */
  public static List<JsonObject> cases(String file) {
    List<JsonObject> cases = new ArrayList<>();
    read(file).getAsJsonArray("cases").forEach(c -> cases.add(c.getAsJsonObject()));
    assertTrue(!cases.isEmpty(), file + " holds no case");
    return cases;
  }

  public static double[] doubles(JsonElement array) {
    JsonArray values = array.getAsJsonArray();
    double[] result = new double[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.get(i).getAsDouble();
    }
    return result;
  }

  public static int[] ints(JsonElement array) {
    double[] values = doubles(array);
    int[] result = new int[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (int) values[i];
    }
    return result;
  }

  /** The n-th stream of uniform numbers: {@code count} values in [low, high), in float32. */
  public static float[] stream(long stream, int count, double low, double high) {
    long x = stream * 0x9E3779B97F4A7C15L;
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
      values[i] = (x >>> 40) / (float) (1 << 24) * (float) (high - low) + (float) low;
    }
    return values;
  }

  /** Rows of {@code dimension} numbers divided by their norms. */
  public static float[] unitRows(float[] values, int dimension) {
    float[] unit = new float[values.length];
    for (int row = 0; row < values.length; row += dimension) {
      double square = 0;
      for (int i = row; i < row + dimension; i++) {
        square += (double) values[i] * values[i];
      }
      for (int i = row; i < row + dimension; i++) {
        unit[i] = (float) (values[i] / Math.sqrt(square));
      }
    }
    return unit;
  }

  /** Requires a scalar within a relative tolerance. */
  public static void assertClose(String what, double expected, double actual, double tolerance) {
    assertEquals(expected, actual, tolerance * Math.max(Math.abs(expected), 1e-6), what);
  }

  /** Requires ||a - b|| / ||b|| within a tolerance. */
  public static void assertClose(String what, double[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length, what + ": number of values");
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(expected[i] - actual[i], 2);
      norm += expected[i] * expected[i];
    }
    double ratio = Math.sqrt(difference / Math.max(norm, 1e-30));
    assertTrue(ratio <= tolerance, what + ": relative difference " + ratio + " > " + tolerance);
  }

  /** Requires an array, or the array's digest, within a relative tolerance. */
  public static void assertClose(
      String what, JsonElement expected, NDArray actual, double tolerance) {
    if (expected.isJsonObject()) {
      double[] shape = doubles(expected.getAsJsonObject().get("shape"));
      long[] actualShape = actual.getShape().getShape();
      assertArrayEquals(shape, Arrays.stream(actualShape).asDoubleStream().toArray(), what);
    }
    assertClose(what, expected, actual.toFloatArray(), tolerance);
  }

  /** Requires a number, an array, or an array's digest, within a relative tolerance. */
  public static void assertClose(
      String what, JsonElement expected, float[] actual, double tolerance) {
    if (expected.isJsonPrimitive()) {
      assertClose(what, expected.getAsDouble(), actual[0], tolerance);
    } else if (expected.isJsonArray()) {
      assertClose(what, doubles(expected), actual, tolerance);
    } else {
      assertDigest(what, expected.getAsJsonObject(), actual, tolerance);
    }
  }

  private static void assertDigest(
      String what, JsonObject digest, float[] values, double tolerance) {
    double sum = 0;
    double square = 0;
    double absolute = 0;
    for (float value : values) {
      sum += value;
      square += (double) value * value;
      absolute += Math.abs(value);
    }
    assertClose(what + ": norm", digest.get("norm").getAsDouble(), Math.sqrt(square), tolerance);
    // A sum cancels, so it is held to the size of what it adds up.
    assertEquals(digest.get("sum").getAsDouble(), sum, tolerance * absolute, what + ": sum");
    // Of many values one strays further than all of them together.
    double single = SINGLE_VALUE * tolerance * Math.sqrt(square / values.length);
    double[] first = doubles(digest.get("first"));
    for (int i = 0; i < first.length; i++) {
      assertEquals(first[i], values[i], single, what + " " + i);
    }
    int[] at = ints(digest.get("at"));
    double[] spread = doubles(digest.get("spread"));
    for (int i = 0; i < at.length; i++) {
      assertEquals(spread[i], values[at[i]], single, what + " " + at[i]);
    }
  }
}
