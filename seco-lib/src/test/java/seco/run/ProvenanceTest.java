package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  @Test
  void now_thisMachine_isDescribed() {
    Provenance provenance = Provenance.now("abc", 7);
    assertEquals("abc", provenance.data());
    assertEquals(7, provenance.seed());
    assertTrue(provenance.commit().matches("[0-9a-f]{40}(-dirty)?|unknown"), provenance.commit());
    assertTrue(provenance.engine().matches("PyTorch \\S+, DJL \\S+"), provenance.engine());
    assertEquals(Runtime.version().toString(), provenance.java());
    assertTrue(provenance.threads() > 0);
    Duration age = Duration.between(Instant.parse(provenance.time()), Instant.now());
    assertTrue(!age.isNegative() && age.toMinutes() < 5, provenance.time());
  }

  @Test
  void toJson_isReadBackWhole() {
    Provenance provenance =
        new Provenance("c", "d", 1, "t", "17", "PyTorch", "cpu()", 2, "amd64, 2 cores");
    assertEquals(provenance, new Gson().fromJson(provenance.toJson(), Provenance.class));
    Provenance listed = provenance.of("abc", "def", Optional.of(ProtocolCardTest.card(null)));
    assertEquals(listed, new Gson().fromJson(listed.toJson(), Provenance.class));
    assertEquals("abc", listed.list());
    assertEquals("HMDB51, split 1, train: 3564 of 3570 videos", listed.protocol());
  }

  @Test
  void toJson_withoutAList_isAsBefore() {
    Provenance provenance =
        new Provenance("c", "d", 1, "t", "17", "PyTorch", "cpu()", 2, "amd64, 2 cores");
    assertEquals(
        Set.of(
            "commit", "data", "seed", "time", "java", "engine", "device", "threads", "processor"),
        JsonParser.parseString(provenance.toJson()).getAsJsonObject().keySet());
    assertNull(provenance.of("abc", "def", Optional.empty()).protocol());
  }
}
