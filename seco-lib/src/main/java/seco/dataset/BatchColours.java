package seco.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import seco.Paper;
import seco.augment.ColourDraw;
import seco.augment.Jitter;

/**
 * The colour operations of {@link ColourDraw} on many patches at once, each with its own draw, by
 * the engine and so on its device. After each operation values are rounded and clipped to 0..255,
 * as the loaders do.
 *
 * <p>Patches lie as {@code (3, N, S, S)}. A patch's order of operations is kept by the places of
 * {@link LevelChange}: what stands before its hue, the hue of all, what stands after.
 */
@Paper(section = "SeCo Training")
final class BatchColours {
  /** Patches that are in work at once, so that what lies between the operations stays small. */
  static final int PART = 128;

  /** Arrays as large as the patches of a part that an operation makes, the hue's the most. */
  private static final int ARRAYS = 10;

  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  /** Of red, green and blue on the circle of hues, in sixths, as {@link #hue} counts them. */
  private static final float[] HUES = {5, 3, 1};

  private BatchColours() {}

  /**
   * Colours patches.
   *
   * @param bytes (N, S, S, 3) of unsigned bytes
   * @param draws one for each patch
   * @return (N, S, S, 3), whole numbers 0..255 in float32, of the manager of {@code bytes}
   */
  static NDArray apply(NDArray bytes, List<ColourDraw> draws) {
    NDManager owner = bytes.getManager();
    try (NDManager scope = owner.newSubManager()) {
      NDList parts = new NDList();
      for (int from = 0; from < draws.size(); from += PART) {
        int to = Math.min(from + PART, draws.size());
        NDArray part = bytes.get(new NDIndex("{}:{}", from, to));
        part.attach(scope);
        parts.add(part(scope, part, draws.subList(from, to)));
      }
      NDArray all = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 0);
      all.attach(owner);
      return all;
    }
  }

  static long workBytes(long patches, int pixels) {
    long patch = 3L * pixels * pixels * Float.BYTES;
    return patch * (Math.min(PART, patches) * ARRAYS + patches); // the parts are put together
  }

  private static NDArray part(NDManager owner, NDArray bytes, List<ColourDraw> draws) {
    try (NDManager scope = owner.newSubManager()) {
      bytes.attach(scope);
      NDArray x = step(planes(bytes), planes -> planes.toType(DataType.FLOAT32, false));
      NDArray luma = scope.create(LUMA, new Shape(3, 1, 1, 1));
      NDArray changes = changes(scope, draws);
      for (int place = 0; place < LevelChange.PLACES; place++) {
        NDArray shares = changes.get(place);
        if (place == LevelChange.AFTER_HUE) {
          x = step(x, before -> hue(before, turns(before.getManager(), draws)));
        }
        x = step(x, before -> change(before, luma, shares));
      }
      if (draws.stream().anyMatch(draw -> draw.sigma() > 0)) {
        x = step(x, before -> BatchBlur.apply(before, draws));
      }
      NDArray pixels = NDArrays.stack(new NDList(x.get(0), x.get(1), x.get(2)), 3);
      pixels.attach(owner);
      return pixels;
    }
  }

  /** An operation whose argument, and all that it makes but its result, are released. */
  private static NDArray step(NDArray x, UnaryOperator<NDArray> operation) {
    NDManager owner = x.getManager();
    try (NDManager scope = owner.newSubManager()) {
      x.attach(scope);
      NDArray result = operation.apply(x);
      result.attach(owner);
      return result;
    }
  }

  /** Interleaved colours (N, S, S, 3) as planes (3, N, S, S), in memory too. */
  private static NDArray planes(NDArray pixels) {
    NDList planes = new NDList();
    for (int channel = 0; channel < 3; channel++) {
      planes.add(pixels.get(new NDIndex("...,{}", channel)));
    }
    return NDArrays.stack(planes);
  }

  /** The three shares of each place for all patches: (places, 3, 1, N, 1, 1). */
  private static NDArray changes(NDManager scope, List<ColourDraw> draws) {
    int n = draws.size();
    float[] values = new float[LevelChange.PLACES * 3 * n];
    for (int patch = 0; patch < n; patch++) {
      LevelChange[] changes = LevelChange.of(draws.get(patch));
      for (int place = 0; place < changes.length; place++) {
        int at = place * 3 * n + patch;
        values[at] = (float) changes[place].own();
        values[at + n] = (float) changes[place].gray();
        values[at + 2 * n] = (float) changes[place].mean();
      }
    }
    return scope.create(values, new Shape(LevelChange.PLACES, 3, 1, n, 1, 1));
  }

  private static NDArray change(NDArray x, NDArray luma, NDArray shares) {
    long patches = x.getShape().get(1);
    NDArray gray = x.mul(luma).sum(new int[] {0}, true); // (1, N, S, S)
    NDArray mean = gray.reshape(patches, -1).mean(new int[] {1}).round().reshape(1, patches, 1, 1);
    NDArray rest = gray.mul(shares.get(1)).addi(mean.mul(shares.get(2)));
    return x.mul(shares.get(0)).addi(rest).round().clip(0, 255);
  }

  /** By how many sixths of the circle each patch's hue is turned: (N, 1, 1). */
  private static NDArray turns(NDManager scope, List<ColourDraw> draws) {
    float[] turns = new float[draws.size()];
    for (int patch = 0; patch < turns.length; patch++) {
      Jitter jitter = draws.get(patch).jitter();
      turns[patch] = jitter == null ? 0 : (float) (6 * jitter.hue());
    }
    return scope.create(turns, new Shape(turns.length, 1, 1));
  }

  /**
   * Turned hues. A channel keeps the highest value where the hue is at most a sixth of the circle
   * from it, has the lowest where it is two sixths away or more, and fades between.
   */
  private static NDArray hue(NDArray x, NDArray turns) {
    NDArray r = x.get(0);
    NDArray g = x.get(1);
    NDArray b = x.get(2);
    NDArray high = r.maximum(g).maximum(b);
    NDArray chroma = high.sub(r.minimum(g).minimum(b));
    NDArray fromGreen = b.sub(r).addi(chroma.mul(2));
    NDArray fromBlue = r.sub(g).addi(chroma.mul(4));
    NDArray notRed = NDArrays.where(high.eq(g), fromGreen, fromBlue);
    NDArray hue = NDArrays.where(high.eq(r), g.sub(b), notRed).divi(chroma.maximum(1)).addi(turns);
    NDArray offsets = x.getManager().create(HUES, new Shape(3, 1, 1, 1));
    NDArray sixths = offsets.add(hue).mod(6); // (3, N, S, S)
    NDArray faded = sixths.subi(2).abs().neg().addi(2).clip(0, 1);
    return faded.muli(chroma).neg().addi(high).round();
  }
}
