package seco.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;

final class PlaceTest {
  @ParameterizedTest
  @ValueSource(strings = {"hdfs://host:9000/a/b", "s3a://bucket/b", "file:///a/b", "file:/b"})
  void uri_isRemote(String text) {
    Place place = new Place(text);
    assertTrue(place.isRemote());
    assertEquals(text, place.full());
    assertEquals("b", place.name());
    assertEquals(text.replaceAll("b$", "c.txt"), place.sibling("c.txt").full());
    assertEquals(text, new Place(text + "/").full());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/b", "a/b", "b", "C:/b", "a:b", "./x:/b"})
  void path_isOfTheSharedFolder(String text) {
    Place place = new Place(text);
    assertFalse(place.isRemote());
    assertEquals(Path.of(text).toAbsolutePath().normalize().toString(), place.full());
  }

  @Test
  void nothing_isRefused() {
    assertThrows(InputException.class, () -> new Place(" "));
  }
}
