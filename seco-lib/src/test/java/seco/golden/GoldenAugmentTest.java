package seco.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import seco.augment.Colour;
import seco.augment.Geometry;
import seco.video.Frame;
import seco.video.Pictures;

@Tag("golden")
class GoldenAugmentTest {
  private static final double COLOUR_TOLERANCE = 1.5;
  private static final double GEOMETRY_TOLERANCE = 2.0;

  @TestFactory
  Stream<DynamicTest> operations_ofPillow() {
    JsonArray operations = Golden.read("augment/index.json").getAsJsonArray("operations");
    assertTrue(!operations.isEmpty(), "no operation");
    return StreamSupport.stream(operations.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(o -> DynamicTest.dynamicTest(o.get("file").getAsString(), () -> check(o)));
  }

  private static void check(JsonObject operation) {
    Frame expected = read(operation.get("file").getAsString());
    Frame input = read("input.png");
    String name = operation.get("op").getAsString();
    Frame actual = apply(name, input, operation);
    boolean colour = !Stream.of("crop", "blur", "resize").anyMatch(name::contains);
    double tolerance = colour ? COLOUR_TOLERANCE : GEOMETRY_TOLERANCE;
    assertEquals(expected.width(), actual.width(), "width");
    assertEquals(expected.height(), actual.height(), "height");
    for (int channel = 0; channel < 3; channel++) {
      double difference = meanDifference(expected, actual, channel);
      assertTrue(
          difference <= tolerance,
          "channel " + channel + ": mean difference " + difference + " > " + tolerance);
    }
  }

  private static Frame apply(String name, Frame input, JsonObject o) {
    try (Mat picture = Pictures.toMat(input)) {
      switch (name) {
        case "brightness" -> Colour.brightness(picture, factor(o));
        case "contrast" -> Colour.contrast(picture, factor(o));
        case "saturation" -> Colour.saturation(picture, factor(o));
        case "hue" -> Colour.hue(picture, factor(o));
        case "grayscale" -> Colour.grayscale(picture);
        case "gaussian_blur" -> Geometry.blur(picture, o.get("sigma").getAsDouble());
        case "horizontal_flip" -> Geometry.mirror(picture);
        case "resized_crop" -> {
          Geometry.Crop crop =
              new Geometry.Crop(
                  integer(o, "left"), integer(o, "top"), integer(o, "width"), integer(o, "height"));
          try (Mat result = Geometry.resizedCrop(picture, crop, integer(o, "size"))) {
            return Pictures.toFrame(result);
          }
        }
        case "resize_short_edge_then_center_crop" -> {
          int edge = integer(o, "short_edge");
          try (Mat result = Geometry.centreCrop(picture, edge, integer(o, "crop"))) {
            return Pictures.toFrame(result);
          }
        }
        default -> fail("unknown operation " + name);
      }
      return Pictures.toFrame(picture);
    }
  }

  private static double meanDifference(Frame a, Frame b, int channel) {
    double sum = 0;
    for (int i = channel; i < a.rgb().length; i += 3) {
      sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
    }
    return sum / (a.width() * a.height());
  }

  private static Frame read(String file) {
    Path path = Golden.folder().resolve("augment").resolve(file);
    assertTrue(Files.exists(path), path + " is missing");
    try (Mat mat = opencv_imgcodecs.imread(path.toString(), opencv_imgcodecs.IMREAD_COLOR_RGB)) {
      return Pictures.toFrame(mat);
    }
  }

  private static double factor(JsonObject o) {
    return o.get("factor").getAsDouble();
  }

  private static int integer(JsonObject o, String name) {
    return o.get(name).getAsInt();
  }
}
