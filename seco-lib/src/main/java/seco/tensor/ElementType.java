package seco.tensor;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** What a stored tensor's elements are, under the names of PyTorch, safetensors and the engine. */
public enum ElementType {
  FLOAT64("torch.float64", "F64", DataType.FLOAT64),
  FLOAT32("torch.float32", "F32", DataType.FLOAT32),
  FLOAT16("torch.float16", "F16", DataType.FLOAT16),
  BFLOAT16("torch.bfloat16", "BF16", DataType.BFLOAT16),
  INT64("torch.int64", "I64", DataType.INT64),
  INT32("torch.int32", "I32", DataType.INT32),
  INT16("torch.int16", "I16", DataType.INT16),
  INT8("torch.int8", "I8", DataType.INT8),
  UINT8("torch.uint8", "U8", DataType.UINT8),
  BOOL("torch.bool", "BOOL", DataType.BOOLEAN);

  private final String torchName;
  private final String safeTensorsName;
  private final DataType dataType;

  ElementType(String torchName, String safeTensorsName, DataType dataType) {
    this.torchName = torchName;
    this.safeTensorsName = safeTensorsName;
    this.dataType = dataType;
  }

  /** PyTorch's name: {@code torch.float32}. */
  public String torchName() {
    return torchName;
  }

  /** The name in the header of a safetensors file: {@code F32}. */
  public String safeTensorsName() {
    return safeTensorsName;
  }

  public DataType dataType() {
    return dataType;
  }

  /** Bytes of an element. */
  public int bytes() {
    return dataType.getNumOfBytes();
  }

  /** The type in which values are given: half precision becomes {@link #FLOAT32}, exactly. */
  public ElementType widened() {
    return this == FLOAT16 || this == BFLOAT16 ? FLOAT32 : this;
  }

  public boolean isFloating() {
    return dataType.isFloating();
  }

  /** A number of half precision, whose exponent has 5 bits and whose fraction 10. */
  public static float half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    int sign = (bits & 0x8000) << 16;
    if (exponent == 0x1F) { // infinite, or not a number
      return Float.intBitsToFloat(sign | 0x7F80_0000 | fraction << 13);
    }
    if (exponent == 0) {
      return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 0x3F80_0000));
    }
    return Float.intBitsToFloat(sign | exponent + 112 << 23 | fraction << 13);
  }

  static Optional<ElementType> ofSafeTensors(String name) {
    return Arrays.stream(values()).filter(t -> t.safeTensorsName.equals(name)).findFirst();
  }

  static Optional<ElementType> of(DataType type) {
    return Arrays.stream(values()).filter(t -> t.dataType == type).findFirst();
  }
}
