package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * Reads one pickle, of protocol 2 to 5, as data. It knows the opcodes that PyTorch writes; what a
 * global may build is decided by {@link TorchObjects}, and nothing of the file is ever run.
 *
 * <p>Texts become {@code String}, numbers {@code Long}, {@code BigInteger} or {@code Double},
 * lists, tuples and sets {@code List}, dictionaries {@code Map}, None {@link #NONE}. Depth and size
 * of what a file makes the machine hold are bounded.
 */
final class PickleMachine {
  /** Python's None. */
  static final Object NONE =
      new Object() {
        @Override
        public String toString() {
          return "None";
        }
      };

  private static final int STOP = '.';
  private static final long MOST_BYTES = 1 << 26;
  private static final int MOST_OBJECTS = 4_000_000;
  private static final int DEEPEST_STACK = 1_000_000;
  private static final int MOST_MARKS = 1000;

  private final BoundedInput in;
  private final TorchObjects objects;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private int made;

  PickleMachine(BoundedInput in, TorchObjects objects) {
    this.in = in;
    this.objects = objects;
  }

  /** What an opcode does. */
  @FunctionalInterface
  interface Action {
    void run(PickleMachine machine) throws IOException;
  }

  /**
   * Reads to the pickle's end.
   *
   * @throws InputException if it is cut off, damaged, or builds what is not allowed
   */
  Object run() throws IOException {
    long start = in.position();
    for (int opcode = in.unsignedByte(); opcode != STOP; opcode = in.unsignedByte()) {
      @Nullable Action action = PickleOpcodes.of(opcode);
      if (action == null) {
        throw refusal("opcode 0x%02x, which PyTorch does not write".formatted(opcode));
      }
      action.run(this);
      if (in.position() - start > MOST_BYTES) {
        throw refusal("more than " + MOST_BYTES + " bytes of description");
      }
    }
    Object result = pop();
    if (!stack.isEmpty() || !marks.isEmpty()) {
      throw refusal("a pickle that ends in the middle");
    }
    return result;
  }

  InputException refusal(String reason) {
    return in.refusal("damaged or not a checkpoint: " + reason + " before byte " + in.position());
  }

  BoundedInput in() {
    return in;
  }

  TorchObjects objects() {
    return objects;
  }

  void push(Object value) {
    if (stack.size() >= DEEPEST_STACK) {
      throw refusal("more than " + DEEPEST_STACK + " values at once");
    }
    stack.add(value);
  }

  /** Pushes a new object, of which a file may make only so many. */
  void pushNew(Object value) {
    count();
    push(value);
  }

  private void count() {
    if (++made > MOST_OBJECTS) {
      throw refusal("more than " + MOST_OBJECTS + " objects");
    }
  }

  Object pop() {
    Object top = top();
    stack.remove(stack.size() - 1);
    return top;
  }

  Object top() {
    int floor = marks.isEmpty() ? 0 : marks.getLast();
    if (stack.size() <= floor) {
      throw refusal("a value is taken where none is");
    }
    return stack.get(stack.size() - 1);
  }

  void mark() {
    if (marks.size() >= MOST_MARKS) {
      throw refusal("more than " + MOST_MARKS + " open brackets");
    }
    marks.addLast(stack.size());
  }

  /** Takes everything above the last mark, and the mark. */
  List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw refusal("a bracket is closed that was not opened");
    }
    List<Object> above = stack.subList(marks.removeLast(), stack.size());
    List<Object> taken = new ArrayList<>(above);
    above.clear();
    return taken;
  }

  void remember(long index) {
    count();
    memo.put(index, top());
  }

  void rememberNext() {
    remember(memo.size());
  }

  void recall(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw refusal("nothing is remembered under " + index);
    }
    push(value);
  }

  /** Tuples of one to three values without a mark. */
  void tuple(int size) {
    Object[] values = new Object[size];
    for (int i = size - 1; i >= 0; i--) {
      values[i] = pop();
    }
    pushNew(new ArrayList<>(List.of(values)));
  }

  void append(List<Object> values) {
    if (!(top() instanceof List<?>)) {
      throw refusal("something is appended to what is no list");
    }
    @SuppressWarnings("unchecked") // every list on the stack was made here
    List<Object> list = (List<Object>) top();
    list.addAll(values);
  }

  void setItems(List<Object> keysAndValues) {
    if (!(top() instanceof Map<?, ?>) || keysAndValues.size() % 2 != 0) {
      throw refusal("keys and values that belong to no dictionary");
    }
    @SuppressWarnings("unchecked") // every map on the stack was made here
    Map<Object, Object> map = (Map<Object, Object>) top();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      count();
      map.put(key(keysAndValues.get(i)), keysAndValues.get(i + 1));
    }
  }

  /** Keys are texts and numbers; others could hold themselves. */
  private Object key(Object key) {
    if (key instanceof String || key instanceof Number || key instanceof Boolean || key == NONE) {
      return key;
    }
    throw refusal("a dictionary's key is neither a text nor a number");
  }

  void pushDictionary(List<Object> keysAndValues) {
    pushNew(new LinkedHashMap<>());
    setItems(keysAndValues);
  }

  double bigEndianDouble() throws IOException {
    return ByteBuffer.wrap(in.bytes(Double.BYTES)).getDouble();
  }
}
