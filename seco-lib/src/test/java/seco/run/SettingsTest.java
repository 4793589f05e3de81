package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import seco.InputException;

class SettingsTest {
  enum Colour {
    RED,
    GREEN
  }

  record Inner(int size, double share, Colour colour) {
    Inner {
      if (size < 1) {
        throw new InputException("size " + size + ": must be at least 1");
      }
      if (share > 1) {
        throw new IllegalArgumentException("share " + share + ": at most 1");
      }
    }
  }

  record Outer(String name, long seed, Set<Colour> colours, Inner inner) {}

  record Grown(String name, @WhenAbsent("3") int parts, @WhenAbsent("GREEN") Colour colour) {}

  record Holder(Grown grown) {}

  private static final Outer OUTER =
      new Outer(
          "a", 5, new TreeSet<>(Set.of(Colour.GREEN, Colour.RED)), new Inner(3, 0.5, Colour.RED));

  @Test
  void toJsonThenFromJson_isTheSame() {
    assertEquals(OUTER, Settings.fromJson(Settings.toJson(OUTER), Outer.class, "a.json"));
  }

  @Test
  void with_nestedSetting_changesItAlone() {
    Outer changed = Settings.with(OUTER, "inner.size", 7);
    assertEquals(new Inner(7, 0.5, Colour.RED), changed.inner());
    assertEquals(OUTER.colours(), changed.colours());
    assertEquals(9, Settings.with(OUTER, "seed", 9L).seed());
    assertEquals(Colour.GREEN, Settings.with(OUTER, "inner.colour", "GREEN").inner().colour());
    assertEquals(Set.of(Colour.RED), Settings.with(OUTER, "colours", Set.of(Colour.RED)).colours());
  }

  @Test
  void with_severalAtOnce_onlyTheWholeMustFit() {
    Outer changed = Settings.with(OUTER, Map.of("inner.size", 9, "name", "b"));
    assertEquals(9, changed.inner().size());
    assertEquals("b", changed.name());
  }

  @Test
  void with_noSuchSetting_saysWhichThereAre() {
    refused("no setting inner.sise, there are [size, share, colour]", "inner.sise", 1);
    refused("no setting iner.size, there are [name, seed, colours, inner]", "iner.size", 1);
    refused("no setting seed.size, there are [name, seed, colours, inner]", "seed.size", 1);
  }

  @Test
  void with_valueOutOfRange_saysSo() {
    refused("size 0: must be at least 1", "inner.size", 0);
    refused("inner.share = 2: share 2.0: at most 1", "inner.share", 2);
  }

  @Test
  void with_valueOfAnotherKind_isRefused() {
    refused("setting inner.size = many: not a value of its kind", "inner.size", "many");
    refused(
        "inner.colour = BLUE: inner.colour \"BLUE\", choose of [RED, GREEN]",
        "inner.colour",
        "BLUE");
    refused("setting inner = 3: not a value of its kind", "inner", 3);
    refused("setting inner.share = NaN: not a finite number", "inner.share", Double.NaN);
    refused("setting inner.share = -Infinity: not a finite number", "inner.share", "-Infinity");
    refused(
        "colours = [BLUE]: colours \"BLUE\", choose of [RED, GREEN]", "colours", Set.of("BLUE"));
  }

  @Test
  void fromJson_missingOrUnknownSetting_isNamed() {
    String json = Settings.toJson(OUTER);
    read(
        "a.json: no setting seeds, there are [name, seed, colours, inner]",
        json.replace("\"seed\"", "\"seed\": 1, \"seeds\""));
    read("a.json: seed is missing", json.replace("\"seed\": 5,", ""));
    read("a.json: inner.share is missing", json.replace("\"share\": 0.5,", ""));
  }

  @Test
  void fromJson_settingYoungerThanTheText_hasItsOldValue() {
    Holder read =
        Settings.fromJson("{'grown': {'name': 'a', 'colour': 'RED'}}", Holder.class, "a.json");
    assertEquals(new Holder(new Grown("a", 3, Colour.RED)), read);
    Grown old = Settings.fromJson("{'name': 'a'}", Grown.class, "a.json");
    assertEquals(new Grown("a", 3, Colour.GREEN), old);
    assertEquals(new Grown("a", 7, Colour.GREEN), Settings.with(old, "parts", 7));
    String message =
        assertThrows(
                InputException.class,
                () -> Settings.fromJson("{'name': 'a', 'parts': null}", Grown.class, "a.json"))
            .getMessage();
    assertEquals("a.json: parts is missing", message);
  }

  @Test
  void fromJson_noSettings_isRefused() {
    for (String text : new String[] {"", "{", "[]", "7", "null", "hello"}) {
      String message =
          assertThrows(
                  InputException.class,
                  () -> Settings.fromJson(text, Outer.class, "a.json"),
                  "'" + text + "'")
              .getMessage();
      assertTrue(message.startsWith("a.json: "), message);
    }
  }

  private static void refused(String message, String path, Object value) {
    assertEquals(
        message,
        assertThrows(InputException.class, () -> Settings.with(OUTER, path, value)).getMessage());
  }

  private static void read(String message, String json) {
    assertEquals(
        message,
        assertThrows(InputException.class, () -> Settings.fromJson(json, Outer.class, "a.json"))
            .getMessage());
  }

  @Test
  void differences_nameThePathsAndBothValues() {
    Outer other =
        Settings.with(OUTER, Map.of("inner.size", 4, "seed", 6L, "inner.colour", "GREEN"));
    assertEquals(
        Map.of(
            "seed", List.of("5", "6"),
            "inner.size", List.of("3", "4"),
            "inner.colour", List.of("RED", "GREEN")),
        Settings.differences(OUTER, other));
    assertEquals(Map.of(), Settings.differences(OUTER, OUTER));
  }

  record Group(int parts, boolean twice) {}

  record Regrouped(String name, @WhenAbsent("{\"parts\": 2, \"twice\": true}") Group group) {}

  @Test
  void fromJson_youngerGroup_hasItsValueWhenAbsent() {
    Regrouped read = Settings.fromJson("{\"name\": \"a\"}", Regrouped.class, "a.json");
    assertEquals(new Regrouped("a", new Group(2, true)), read);
  }
}
