package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  private static final String TWO_CORES =
      """
      processor\t: 0
      model name\t: Some Processor @ 2.00GHz
      flags\t\t: fpu sse2 avx512f amx_bf16 amx_tile avx512_bf16
      processor\t: 1
      model name\t: Some Processor @ 2.00GHz
      flags\t\t: fpu
      """;

  @Test
  void parse_withProductsOfBfloat16_namesThem() {
    Processor processor = Processor.parse(TWO_CORES, 2);
    assertEquals(
        new Processor("Some Processor @ 2.00GHz", 2, Set.of("amx_bf16", "avx512_bf16")), processor);
    assertTrue(processor.hasBfloat16());
    assertTrue(
        processor.toString().endsWith(", 2 cores, Some Processor @ 2.00GHz, amx_bf16, avx512_bf16"),
        processor.toString());
  }

  @Test
  void parse_nothingSaid_claimsNothing() {
    Processor processor = Processor.parse("", 4);
    assertFalse(processor.hasBfloat16());
    assertTrue(processor.toString().endsWith(", 4 cores, unknown model, no bfloat16"));
  }

  @Test
  void here_hasTheCoresOfThisProcess() {
    assertEquals(Runtime.getRuntime().availableProcessors(), Processor.here().cores());
  }
}
