package seco.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes; that TensorBoard's own reader takes them is tested beside the scripts. */
class EventFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("events.out.tfevents");
  }

  @Test
  void maskedCrc_ofTheStandardsExample_isItsCrcTurnedAndMoved() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII); // CRC-32C e3069283
    assertEquals(0xc78ab0e5, EventFile.maskedCrc(digits, digits.length));
  }

  @Test
  void scalars_areFieldsOfAnEvent_withoutTheNumbersThatAreNone() throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("a/b", 1.5);
    values.put("gap", Double.NaN);
    try (EventFile events = EventFile.create(file)) {
      events.scalars(300, values);
      assertEquals(Files.size(file), events.bytes());
    }
    List<byte[]> records = records();
    assertEquals(2, records.size());
    String version = new String(records.get(0), StandardCharsets.ISO_8859_1);
    assertEquals("brain.Event:2", version.substring(version.length() - 13));
    byte[] event = records.get(1);
    byte[] afterTime = {
      2 << 3,
      (byte) (300 & 0x7F | 0x80),
      300 >> 7, // step, a variable-length number
      5 << 3 | 2,
      12, // summary of 12 bytes
      1 << 3 | 2,
      10, // a value of 10 bytes
      1 << 3 | 2,
      3,
      'a',
      '/',
      'b', // its tag
      2 << 3 | 5,
      0,
      0,
      (byte) 0xC0,
      0x3F // 1.5 as a float32
    };
    assertEquals(1 << 3 | 1, event[0]);
    assertArrayEquals(afterTime, Arrays.copyOfRange(event, 9, event.length));
  }

  @Test
  void resume_savedLength_dropsLaterEvents() throws IOException {
    long saved;
    try (EventFile events = EventFile.create(file)) {
      events.scalars(0, Map.of("loss", 1.0));
      saved = events.bytes();
      events.scalars(1, Map.of("loss", 2.0));
      events.scalars(2, Map.of("loss", 3.0));
    }
    try (EventFile events = EventFile.resume(file, saved)) {
      events.scalars(1, Map.of("loss", 2.0));
    }
    assertEquals(3, records().size());
  }

  @Test
  void resume_fileShorterThanSaved_isRefused() throws IOException {
    EventFile.create(file).close();
    long longer = Files.size(file) + 1;
    IOException e = assertThrows(IOException.class, () -> EventFile.resume(file, longer));
    assertEquals(file + ": shorter than when the run was saved", e.getMessage());
  }

  /** The contents of the file's records, each framed by its length and two check sums. */
  private List<byte[]> records() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[Long.BYTES];
      bytes.get(bytes.position(), length);
      byte[] record = new byte[(int) bytes.getLong()];
      assertEquals(EventFile.maskedCrc(length, length.length), bytes.getInt());
      bytes.get(record);
      assertEquals(EventFile.maskedCrc(record, record.length), bytes.getInt());
      records.add(record);
    }
    return records;
  }
}
