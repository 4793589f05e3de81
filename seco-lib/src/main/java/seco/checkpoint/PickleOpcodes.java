package seco.checkpoint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.checkpoint.PickleMachine.Action;
import seco.checkpoint.TorchObjects.Global;

/**
 * The opcodes of pickle's protocols 2 to 5 that dictionaries of tensors, texts and numbers need.
 */
final class PickleOpcodes {
  private static final int LONGEST_NUMBER = 256;
  private static final int HIGHEST_PROTOCOL = 5;
  private static final int LONGEST_NAME = 1000;
  private static final @Nullable Action[] ACTIONS = new Action[256];

  static {
    frames();
    constants();
    numbers();
    texts();
    lists();
    dictionaries();
    memory();
    calls();
    rareCalls();
  }

  private PickleOpcodes() {}

  /** What an opcode does; null if it is not one of these. */
  static @Nullable Action of(int opcode) {
    return ACTIONS[opcode];
  }

  private static void on(int opcode, Action action) {
    ACTIONS[opcode] = action;
  }

  private static void frames() {
    on(0x80, PickleOpcodes::protocol);
    on(0x95, m -> m.in().longInteger()); // the length of a frame
    on('(', PickleMachine::mark);
    on('0', PickleMachine::pop);
    on('1', PickleMachine::popToMark);
    on('2', m -> m.push(m.top()));
  }

  private static void protocol(PickleMachine m) throws IOException {
    int protocol = m.in().unsignedByte();
    if (protocol < 2 || protocol > HIGHEST_PROTOCOL) {
      throw m.refusal("a pickle of protocol " + protocol + ", not 2 to " + HIGHEST_PROTOCOL);
    }
  }

  private static void constants() {
    on('N', m -> m.push(PickleMachine.NONE));
    on(0x88, m -> m.push(true));
    on(0x89, m -> m.push(false));
  }

  private static void numbers() {
    on('J', m -> m.pushNew((long) m.in().integer()));
    on('K', m -> m.push((long) m.in().unsignedByte()));
    on('M', m -> m.pushNew((long) m.in().unsignedShort()));
    on('G', m -> m.pushNew(m.bigEndianDouble()));
    on(0x8a, m -> number(m, m.in().unsignedByte()));
    on(0x8b, m -> number(m, m.in().unsignedInteger()));
  }

  private static void number(PickleMachine m, long length) throws IOException {
    if (length > LONGEST_NUMBER) {
      throw m.refusal("a number of " + length + " bytes");
    }
    byte[] littleEndian = m.in().bytes(length);
    byte[] bigEndian = new byte[littleEndian.length + 1];
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[littleEndian.length - i] = littleEndian[i];
    }
    boolean negative = littleEndian.length > 0 && littleEndian[littleEndian.length - 1] < 0;
    bigEndian[0] = (byte) (negative ? -1 : 0);
    BigInteger value = new BigInteger(bigEndian);
    m.pushNew(value.bitLength() < Long.SIZE ? (Object) value.longValue() : value);
  }

  private static void texts() {
    on('X', m -> text(m, m.in().unsignedInteger()));
    on(0x8c, m -> text(m, m.in().unsignedByte()));
    on(0x8d, m -> text(m, m.in().longInteger()));
    on('U', m -> text(m, m.in().unsignedByte())); // the texts of Python 2
    on('T', m -> text(m, m.in().unsignedInteger()));
    on('C', m -> bytes(m, m.in().unsignedByte()));
    on('B', m -> bytes(m, m.in().unsignedInteger()));
    on(0x8e, m -> bytes(m, m.in().longInteger()));
    on(0x96, m -> bytes(m, m.in().longInteger()));
  }

  private static void text(PickleMachine m, long length) throws IOException {
    m.pushNew(new String(m.in().bytes(length), StandardCharsets.UTF_8));
  }

  /** Raw bytes hold nothing that a checkpoint is read for; their number is kept. */
  private static void bytes(PickleMachine m, long length) throws IOException {
    m.in().skip(length);
    m.pushNew(length + " bytes");
  }

  private static void lists() {
    on(']', m -> m.pushNew(new ArrayList<>()));
    on(')', m -> m.pushNew(new ArrayList<>()));
    on(0x8f, m -> m.pushNew(new ArrayList<>())); // a set
    on('l', m -> m.pushNew(m.popToMark()));
    on('t', m -> m.pushNew(m.popToMark()));
    on(0x91, m -> m.pushNew(m.popToMark())); // a frozen set
    on(0x85, m -> m.tuple(1));
    on(0x86, m -> m.tuple(2));
    on(0x87, m -> m.tuple(3));
    on('a', m -> m.append(List.of(m.pop())));
    on('e', m -> m.append(m.popToMark()));
    on(0x90, m -> m.append(m.popToMark()));
  }

  private static void dictionaries() {
    on('}', m -> m.pushNew(new LinkedHashMap<>()));
    on('d', m -> m.pushDictionary(m.popToMark()));
    on('u', m -> m.setItems(m.popToMark()));
    on(
        's',
        m -> {
          Object value = m.pop();
          m.setItems(List.of(m.pop(), value));
        });
  }

  private static void memory() {
    on('q', m -> m.remember(m.in().unsignedByte()));
    on('r', m -> m.remember(m.in().unsignedInteger()));
    on(0x94, PickleMachine::rememberNext);
    on('h', m -> m.recall(m.in().unsignedByte()));
    on('j', m -> m.recall(m.in().unsignedInteger()));
  }

  private static void calls() {
    on('c', m -> m.pushNew(new Global(line(m), line(m))));
    on(0x93, PickleOpcodes::globalOfStack);
    on('Q', m -> m.pushNew(m.objects().persistent(m.pop())));
    on(
        'R',
        m -> {
          Object arguments = m.pop();
          m.pushNew(m.objects().call(m.pop(), arguments));
        });
    on(
        0x81,
        m -> {
          Object arguments = m.pop();
          m.pushNew(m.objects().create(m.pop(), arguments));
        });
    on(
        'b',
        m -> {
          Object state = m.pop();
          m.objects().build(m.top(), state);
        });
  }

  /** Objects of other protocols' kinds: only those of the allow-list, as for all others. */
  private static void rareCalls() {
    on('i', m -> m.pushNew(m.objects().create(new Global(line(m), line(m)), m.popToMark())));
    on(
        'o',
        m -> {
          List<Object> values = m.popToMark();
          Object type = values.isEmpty() ? PickleMachine.NONE : values.remove(0);
          m.pushNew(m.objects().create(type, values));
        });
    on(
        0x92,
        m -> {
          m.pop(); // arguments by name
          Object arguments = m.pop();
          m.pushNew(m.objects().create(m.pop(), arguments));
        });
  }

  private static void globalOfStack(PickleMachine m) {
    Object name = m.pop();
    Object module = m.pop();
    if (!(name instanceof String n) || !(module instanceof String mod)) {
      throw m.refusal("a global without a name");
    }
    m.pushNew(new Global(mod, n));
  }

  private static String line(PickleMachine m) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = m.in().unsignedByte(); c != '\n'; c = m.in().unsignedByte()) {
      if (line.length() >= LONGEST_NAME) {
        throw m.refusal("a global's name of more than " + LONGEST_NAME + " letters");
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
