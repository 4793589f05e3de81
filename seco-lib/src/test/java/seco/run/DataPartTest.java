package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DataPartTest {
  private static DataPart ucf(String split, String part) {
    return new DataPart("UCF101", split, part);
  }

  @Test
  void text_isReadAsItIsWritten() {
    for (DataPart part :
        new DataPart[] {
          ucf("2", "test"),
          new DataPart("Kinetics-400", "", "val"),
          new DataPart("my, own set", "1", "train")
        }) {
      assertEquals(part, DataPart.parse(part.toString()));
    }
    assertEquals("UCF101, split 2, test", ucf("2", "test").toString());
    assertThrows(IllegalArgumentException.class, () -> DataPart.parse("nothing"));
  }

  @Test
  void overlaps_otherSplitsAndEqualParts() {
    assertFalse(ucf("1", "train").overlaps(ucf("1", "test")));
    assertTrue(ucf("1", "train").overlaps(ucf("2", "test")), "splits cut the same videos anew");
    assertTrue(ucf("1", "test").overlaps(ucf("1", "test")));
    assertTrue(ucf("1", "all").overlaps(ucf("1", "test")));
    assertFalse(ucf("1", "train").overlaps(new DataPart("HMDB51", "2", "test")));
  }
}
