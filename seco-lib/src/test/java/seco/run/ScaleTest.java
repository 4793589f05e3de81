package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import seco.InputException;

class ScaleTest {
  @Test
  void of_noName_isDesk() {
    assertEquals(Scale.DESK, Scale.of(null));
    assertEquals(Scale.DESK, Scale.of(" "));
  }

  @Test
  void of_eachId_isItsScale() {
    for (Scale scale : Scale.values()) {
      assertEquals(scale, Scale.of(scale.id()));
    }
  }

  @Test
  void of_wrongName_namesValueAndChoices() {
    InputException e = assertThrows(InputException.class, () -> Scale.of("big"));
    assertEquals("SECO_SCALE 'big': choose smoke, desk or paper", e.getMessage());
  }
}
