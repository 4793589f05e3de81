package seco.checkpoint;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.tensor.ElementType;

/**
 * What a checkpoint's pickle may build: dictionaries, tensors described by storage, shape and
 * strides, sizes and devices, and attributes of options. Every other global is refused by name as
 * soon as something is to be built with it.
 */
final class TorchObjects {
  private static final String STORAGE = "Storage";
  private static final int MOST_ENTRIES = 4_000_000;
  private static final int LONGEST_DEVICE = 100;
  private static final Map<String, Builder> BUILDERS =
      Map.ofEntries(
          entry("collections.OrderedDict", TorchObjects::dictionary),
          entry("collections.Counter", TorchObjects::dictionary),
          entry("collections.defaultdict", (o, a) -> new LinkedHashMap<>()),
          entry("argparse.Namespace", (o, a) -> new LinkedHashMap<>()),
          entry("types.SimpleNamespace", (o, a) -> new LinkedHashMap<>()),
          entry("builtins.set", (o, a) -> a.onlyList()),
          entry("__builtin__.set", (o, a) -> a.onlyList()),
          entry("builtins.frozenset", (o, a) -> a.onlyList()),
          entry("__builtin__.frozenset", (o, a) -> a.onlyList()),
          entry("_codecs.encode", (o, a) -> a.text(0).length() + " bytes"),
          entry("torch.Size", (o, a) -> a.onlyList()),
          entry("torch.device", TorchObjects::device),
          entry("torch._utils._rebuild_tensor", TorchObjects::tensor),
          entry("torch._utils._rebuild_tensor_v2", TorchObjects::tensor),
          entry("torch._utils._rebuild_tensor_v3", TorchObjects::tensorOfType),
          entry("torch._utils._rebuild_parameter", (o, a) -> a.tensor(0)),
          entry("torch._utils._rebuild_parameter_with_state", (o, a) -> a.tensor(0)),
          entry("torch._tensor._rebuild_from_type_v2", TorchObjects::tensorOfClass));

  private static final Map<String, ElementType> STORAGES =
      Map.ofEntries(
          entry("Double", ElementType.FLOAT64),
          entry("Float", ElementType.FLOAT32),
          entry("Half", ElementType.FLOAT16),
          entry("BFloat16", ElementType.BFLOAT16),
          entry("Long", ElementType.INT64),
          entry("Int", ElementType.INT32),
          entry("Short", ElementType.INT16),
          entry("Char", ElementType.INT8),
          entry("Byte", ElementType.UINT8),
          entry("Bool", ElementType.BOOL),
          entry("Untyped", ElementType.UINT8),
          entry("_Untyped", ElementType.UINT8));

  private final BoundedInput in;
  private final Map<String, StorageView> storages = new LinkedHashMap<>();
  private long entries;

  TorchObjects(BoundedInput in) {
    this.in = in;
  }

  /** A class or function that a file names. It is a name and nothing more. */
  record Global(String module, String name) {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /**
   * Elements of a storage.
   *
   * @param key of the whole storage
   * @param total elements of the whole storage
   * @param first of the elements meant
   * @param size how many are meant
   */
  record StorageView(ElementType type, String key, long total, long first, long size) {}

  /** Makes something of a call's arguments. */
  @FunctionalInterface
  private interface Builder {
    Object build(TorchObjects objects, CallArguments arguments);
  }

  /** The whole storages that were named, by key, in the order of their first mention. */
  Map<String, StorageView> storages() {
    return storages;
  }

  /** A function of the allow-list called. */
  Object call(Object callee, Object arguments) {
    @Nullable Builder builder = BUILDERS.get(name(callee));
    if (builder == null) {
      throw refused(callee);
    }
    return builder.build(this, new CallArguments(in, name(callee), arguments));
  }

  /** An object of a class of the allow-list. */
  Object create(Object type, Object arguments) {
    return call(type, arguments);
  }

  /** Gives an object its attributes; a dictionary's own, such as the versions, are left out. */
  void build(Object target, Object state) {
    if (target instanceof Map<?, ?> && state instanceof Map<?, ?> attributes) {
      @SuppressWarnings("unchecked") // every map is made by the machine
      Map<Object, Object> map = (Map<Object, Object>) target;
      if (map.isEmpty() && !attributes.containsKey("_metadata")) {
        count(attributes.size());
        map.putAll(attributes);
      }
    } else if (!(target instanceof TensorView)) {
      throw refused(target);
    }
  }

  private void count(int copied) {
    entries += copied;
    if (entries > MOST_ENTRIES) {
      throw in.refusal("damaged: more than " + MOST_ENTRIES + " entries of dictionaries");
    }
  }

  private InputException refused(Object global) {
    return in.refusal(
        "refused, it asks to run or build "
            + printable(name(global))
            + ", and only tensors and plain values are read; nothing was run");
  }

  /** A global's name. Of other values nothing is written out: they may hold themselves. */
  private static String name(Object value) {
    return value instanceof Global ? value.toString() : "something that is no global";
  }

  /** On one line, whatever a file calls its globals. */
  static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static Object dictionary(TorchObjects objects, CallArguments arguments) {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (arguments.size() == 0) {
      return map;
    }
    if (arguments.at(0) instanceof Map<?, ?> given) {
      return given;
    }
    objects.count(arguments.list(0).size());
    for (Object pair : arguments.list(0)) { // Python 2: a list of pairs
      if (!(pair instanceof List<?> two) || two.size() != 2 || !(two.get(0) instanceof String)) {
        throw objects.in.refusal("damaged: a dictionary of other things than pairs");
      }
      map.put(two.get(0), two.get(1));
    }
    return map;
  }

  private static Object device(TorchObjects objects, CallArguments arguments) {
    String kind = arguments.text(0);
    if (kind.length() > LONGEST_DEVICE) {
      throw objects.in.refusal("damaged: a device with a name of " + kind.length() + " letters");
    }
    return arguments.size() < 2 ? kind : kind + ":" + arguments.number(1);
  }

  private static Object tensor(TorchObjects objects, CallArguments arguments) {
    StorageView storage = arguments.storage(0);
    return TensorView.of(objects.in, storage, storage.type(), arguments);
  }

  private static Object tensorOfType(TorchObjects objects, CallArguments arguments) {
    return TensorView.of(
        objects.in, arguments.storage(0), objects.type(arguments.at(6)), arguments);
  }

  private ElementType type(Object global) {
    for (ElementType type : ElementType.values()) {
      if (type.torchName().equals(name(global))) {
        return type;
      }
    }
    throw in.refusal("holds tensors of type " + printable(name(global)) + ", not known");
  }

  /** A tensor of a subclass: its function, class, arguments and state. */
  private static Object tensorOfClass(TorchObjects objects, CallArguments arguments) {
    Object made = objects.call(arguments.at(0), arguments.at(2));
    if (!(made instanceof TensorView)) {
      throw objects.refused(arguments.at(0));
    }
    return made;
  }

  /** The storage that a persistent id names: a word, type, key, device, size, and maybe a view. */
  Object persistent(Object id) {
    CallArguments arguments = new CallArguments(in, "a storage", id);
    if (!arguments.at(0).equals("storage")) {
      throw refused(arguments.at(1)); // a whole module, which older versions could save
    }
    ElementType type = storageType(arguments.at(1));
    String key = arguments.key(2);
    long total = arguments.number(4);
    if (total < 0 || total > Long.MAX_VALUE / type.bytes()) {
      throw in.refusal("damaged: a storage of " + total + " elements");
    }
    StorageView whole = new StorageView(type, key, total, 0, total);
    StorageView known = storages.putIfAbsent(key, whole);
    if (known != null && !known.equals(whole)) {
      throw in.refusal("damaged: two storages under the key " + printable(key));
    }
    boolean view = arguments.size() > 5 && arguments.at(5) != PickleMachine.NONE;
    return view ? part(whole, new CallArguments(in, "a view", arguments.at(5))) : whole;
  }

  private StorageView part(StorageView whole, CallArguments view) {
    long first = view.number(1);
    long size = view.number(2);
    if (first < 0 || size < 0 || first > whole.total || size > whole.total - first) {
      throw in.refusal("damaged: a view beyond its storage");
    }
    return new StorageView(whole.type, whole.key, whole.total, first, size);
  }

  private ElementType storageType(Object type) {
    if (type instanceof Global global && global.name().endsWith(STORAGE)) {
      boolean known = List.of("torch", "torch.cuda", "torch.storage").contains(global.module());
      String name = global.name().substring(0, global.name().length() - STORAGE.length());
      ElementType elements = STORAGES.get(name);
      if (known && elements != null) {
        return elements;
      }
    }
    throw in.refusal("holds a storage of " + printable(name(type)) + ", which is not read");
  }
}
