package seco.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.contrast.SegmentShuffle;
import seco.loss.ShuffleRankLoss;
import seco.model.ClipTrunkConfig.Kind;
import seco.model.SecoEncoder.Heads;
import seco.tensor.Rows;

/** SeCo's network on clips: what the mean over frames forgets, and what segments apart keep. */
final class FrameTrunkTest extends SmallEncoders {
  private static final SegmentShuffle SWAPPED = SegmentShuffle.of(new int[][] {{1, 0}, {1, 0}});

  private final NDArray clips = images(2 * 8, 32).reshape(2, 8, 3, 32, 32).transpose(0, 2, 1, 3, 4);

  private DualVarEncoder encoder(Kind kind) {
    return DualVarEncoder.create(manager, new ClipTrunkConfig(kind, 8), 2, new Random(1));
  }

  private static double difference(NDArray a, NDArray b) {
    return a.sub(b).abs().max().getFloat();
  }

  /** With segments swapped a clip is another one to R3D, and the same one to the mean. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void features_ofASwappedClip_areThoseOfTheClip(boolean training) {
    DualVarEncoder frames = encoder(Kind.FRAMES);
    DualVarEncoder r3d = encoder(Kind.R3D);
    NDArray swapped = SWAPPED.apply(clips);
    assertTrue(difference(clips, swapped) > 1);
    NDArray mean = frames.features(clips, training);
    double blind = difference(mean, frames.features(swapped, training));
    assertTrue(blind < 1e-5 * mean.abs().max().getFloat(), "" + blind);
    assertTrue(
        difference(frames.embed(clips, training).clip(), frames.embed(swapped, training).clip())
            < 1e-5);
    NDArray mixed = r3d.features(clips, training);
    double seen = difference(mixed, r3d.features(swapped, training));
    assertTrue(seen > 1e-2 * mixed.abs().max().getFloat(), "" + seen);
  }

  /** Whatever a head makes of the mean: put back, each slot is where the other one was. */
  @Test
  void slotsOfTheMean_cannotRankSwappedSegments() {
    DualVarEncoder frames = encoder(Kind.FRAMES);
    NDArray reference = slots(frames.features(clips, false));
    NDArray swapped = SWAPPED.putBack(slots(frames.features(SWAPPED.apply(clips), false)));
    ShuffleRankLoss loss = new ShuffleRankLoss(1, false);
    assertArrayEquals(new float[] {0, 0}, loss.evaluate(reference, swapped).top1().toFloatArray());
    NDArray again = slots(frames.features(clips, false)); // that were not moved
    assertArrayEquals(new float[] {1, 1}, loss.evaluate(reference, again).top1().toFloatArray());
  }

  /** The two halves of a vector, as a head's two slots. */
  private static NDArray slots(NDArray features) {
    long half = features.getShape().get(1) / 2;
    return Rows.unit(features.reshape(-1, half)).reshape(-1, 2, half);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void segmentsApart_areKnownAgainWhereverTheyStand(boolean training) {
    DualVarEncoder frames = encoder(Kind.FRAMES);
    NDArray reference = frames.embedSegments(clips, training);
    assertEquals(new Shape(2, 2, 64), reference.getShape());
    assertTrue(difference(reference.get(":, 0"), reference.get(":, 1")) > 1e-3);
    NDArray moved = frames.embedSegments(SWAPPED.apply(clips), training);
    assertTrue(difference(moved.get(":, 0"), reference.get(":, 1")) < 1e-5, "its own frames");
    NDArray back = SWAPPED.putBack(moved);
    assertTrue(difference(reference, back) < 1e-5);
    ShuffleRankLoss loss = new ShuffleRankLoss(1, false);
    assertArrayEquals(new float[] {1, 1}, loss.evaluate(reference, back).top1().toFloatArray());
    assertTrue(difference(reference, frames.embed(clips, training).segments()) < 1e-5);
  }

  @Test
  void segmentsApart_forgetTheOrderWithinASegment() {
    DualVarEncoder frames = encoder(Kind.FRAMES);
    NDList reversed = new NDList();
    for (int frame : new int[] {3, 2, 1, 0, 7, 6, 5, 4}) {
      reversed.add(clips.get(":, :, " + frame + ":" + (frame + 1)));
    }
    NDArray other = NDArrays.concat(reversed, 2);
    assertTrue(difference(clips, other) > 1);
    assertTrue(
        difference(frames.embedSegments(clips, false), frames.embedSegments(other, false)) < 1e-5);
  }

  @Test
  void trunk_isSecosUnderItsNames() {
    DualVarEncoder frames = encoder(Kind.FRAMES);
    SecoEncoder seco = create(SMALL, Heads.PER_TASK, 7);
    frames
        .arrays()
        .only(name -> !name.startsWith("fc_"))
        .copyFrom(seco.arrays().only(name -> !name.startsWith("fc")));
    NDArray images = images(2, 32);
    NDArray still = images.expandDims(2).repeat(2, 8); // (2, 3, 8, 32, 32)
    NDArray expected = seco.features(images, false);
    assertTrue(
        difference(expected, frames.features(still, false)) < 1e-5 * expected.max().getFloat());
    assertEquals(new Shape(64, 64), frames.arrays().get("fc_segments.2.weight").getShape());
  }

  @Test
  void segmentsApart_thatDoNotDivideTheClip_areRefused() {
    DualVarEncoder three =
        DualVarEncoder.create(manager, new ClipTrunkConfig(Kind.FRAMES, 4), 3, new Random(1));
    assertThrows(IllegalArgumentException.class, () -> three.embedSegments(clips, false));
  }
}
