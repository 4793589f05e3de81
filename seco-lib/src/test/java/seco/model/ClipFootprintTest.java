package seco.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import seco.model.ClipTrunkConfig.Kind;

final class ClipFootprintTest {
  @Test
  void r3d_byHand() {
    // Width 1, 8 frames of 16 pixels. Values of the maps: stem and first stage 8 x 8 x 8 = 512;
    // then
    // 2 x 4 x 4 x 4 = 128, 4 x 2 x 2 x 2 = 32, 8 x 1 x 1 x 1 = 8.
    // Kept: the stem 2 x 512, its stage 4 x 512, the others 4 maps and the shortcut's.
    ClipFootprint footprint = ClipFootprint.of(new ClipTrunkConfig(Kind.R3D, 1), 8, 16);
    assertEquals(4 * (6 * 512 + 5 * (128 + 32 + 8)), footprint.keptBytes());
    // At work: two layers of three maps in the first stage.
    assertEquals(4 * 6 * 512, footprint.workBytes());
  }

  @Test
  void r2Plus1d_keepsWhatLiesBetweenSpaceAndTime() {
    // Width 64, 16 frames of 112 pixels: between stand 83 channels in the stem, 144 twice in the
    // first stage; 230, 288 and 42; 460, 576 and 85; 921, 1152 and 170 in the others, those of the
    // first convolution and the shortcut before time is halved.
    ClipTrunkConfig whole = ClipTrunkConfig.of(Kind.R3D);
    ClipTrunkConfig factored = ClipTrunkConfig.of(Kind.R2PLUS1D);
    long first = 16 * 56 * 56;
    long second = 28 * 28;
    long third = 14 * 14;
    long fourth = 7 * 7;
    long between =
        (83 + 2 * 144) * first
            + (230 + 42) * 16 * second
            + 288 * 8 * second
            + (460 + 85) * 8 * third
            + 576 * 4 * third
            + (921 + 170) * 4 * fourth
            + 1152 * 2 * fourth;
    long more =
        ClipFootprint.of(factored, 16, 112).keptBytes()
            - ClipFootprint.of(whole, 16, 112).keptBytes();
    assertEquals(4 * 2 * between, more);
    assertTrue(
        ClipFootprint.of(factored, 16, 112).workBytes()
            > ClipFootprint.of(whole, 16, 112).workBytes());
  }

  @Test
  void otherNetworks_areNotCounted() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ClipFootprint.of(ClipTrunkConfig.of(Kind.S3D), 16, 112));
  }
}
