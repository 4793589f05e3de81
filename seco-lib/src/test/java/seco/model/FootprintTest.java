package seco.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.model.ClipTrunkConfig.Kind;

class FootprintTest {
  /** Maps of 8 x 16 x 16, 8 x 8 x 8, then 16 x 4 x 4 numbers of four bytes. */
  @Test
  void of_smallNetwork_countsItsMaps() {
    List<Footprint> parts = Footprint.of(new ResNetConfig(18, 8, 0), 32);
    assertEquals(5, parts.size());
    int first = 8 * 16 * 16 * 4;
    int pooled = 8 * 8 * 8 * 4;
    assertEquals(
        new Footprint(3 * 32 * 32 * 4, 2 * first + 3 * pooled, 3 * first + 3 * pooled),
        parts.get(0));
    assertEquals(new Footprint(pooled, 4 * 2 * pooled, 2 * 3 * pooled), parts.get(1));
    int second = 16 * 4 * 4 * 4;
    assertEquals(
        new Footprint(pooled, 4 * 2 * second + second, 2 * 3 * second + 2 * second), parts.get(2));
  }

  /** The last stage at 7 x 7: three bottlenecks of 512, 512 and 2048 channels, one shortcut. */
  @Test
  void of_resNet50At224_countsItsLastStage() {
    Footprint last = Footprint.of(ResNetConfig.of(50), 224).get(4);
    int map = 7 * 7 * 4;
    assertEquals(1024 * 14 * 14 * 4, last.inputBytes());
    // The first layer of the first block is still at 14 x 14: the stride is on the second.
    long kept = 2L * 512 * 14 * 14 * 4 + 2L * (512 + 2048) * map + 2048L * map;
    assertEquals(kept + 2 * 2L * (512 + 512 + 2048) * map, last.keptBytes());
  }

  /** Maps of 8 x 8 x 16 x 16 numbers, then 16 x 4 x 8 x 8, 32 x 2 x 4 x 4 and 64 x 1 x 2 x 2. */
  @Test
  void ofClips_smallR3d_countsItsMaps() {
    long first = 8 * 8 * 16 * 16 * 4;
    long later = 4 * (16 * 4 * 8 * 8 + 32 * 2 * 4 * 4 + 64 * 2 * 2);
    assertEquals(
        new Footprint(3 * 8 * 32 * 32 * 4, (2 + 4) * first + 5 * later, 6 * first),
        new ClipTrunkConfig(Kind.R3D, 8).footprint(8, 32));
  }

  /** Between its convolutions over space and time are 20 channels in the stem, then 18. */
  @Test
  void ofClips_r2Plus1d_countsTheMapsBetween() {
    long plane = 8 * 16 * 16 * 4;
    Footprint footprint = new ClipTrunkConfig(Kind.R2PLUS1D, 8).footprint(8, 32);
    long stemAndFirstStage = 2 * (20 + 8) * plane + 2 * 2 * (18 + 8) * plane;
    assertTrue(footprint.keptBytes() > stemAndFirstStage, footprint.toString());
    assertTrue(footprint.keptBytes() < 2 * stemAndFirstStage, footprint.toString());
    assertEquals(3 * 2 * (18 + 8) * plane, footprint.workBytes());
  }

  /**
   * Between space and time stand 83 channels in the stem and twice 144 in the first stage; 230, 288
   * and 42; 460, 576 and 85; 921, 1152 and 170 in the others, those of a first convolution and of a
   * shortcut before time is halved.
   */
  @Test
  void ofClips_r2Plus1dAt112_keepsMoreByTheMapsBetween() {
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
    Footprint whole = ClipTrunkConfig.of(Kind.R3D).footprint(16, 112);
    Footprint factored = ClipTrunkConfig.of(Kind.R2PLUS1D).footprint(16, 112);
    assertEquals(4 * 2 * between, factored.keptBytes() - whole.keptBytes());
    assertTrue(factored.workBytes() > whole.workBytes());
  }

  /** Maps of 8 x 8 x 32 x 32 numbers, then with poolings before them. */
  @Test
  void ofClips_c3d_countsPoolings() {
    long whole = 8 * 8 * 32 * 32 * 4;
    Footprint footprint = new ClipTrunkConfig(Kind.C3D, 8).footprint(8, 32);
    long second = 3 * whole / 4 + 2 * whole / 2;
    long third = 3 * whole / 16 + 2 * 2 * whole / 8;
    long fourth = 3 * whole / 64 + 2 * 2 * whole / 32;
    long fifth = 3 * whole / 256 + 2 * 2 * whole / 256;
    assertEquals(
        new Footprint(3 * 8 * 32 * 32 * 4, 2 * whole + second + third + fourth + fifth, 3 * whole),
        footprint);
  }

  @Test
  void ofClips_frames_isThatOfTheirImages() {
    List<Footprint> parts = Footprint.of(new ResNetConfig(18, 8, 0), 32);
    Footprint clip = new ClipTrunkConfig(Kind.FRAMES, 8).footprint(4, 32);
    assertEquals(4 * 3 * 32 * 32 * 4, clip.inputBytes());
    assertEquals(4 * parts.stream().mapToLong(Footprint::keptBytes).sum(), clip.keptBytes());
    assertEquals(4 * parts.get(0).workBytes(), clip.workBytes());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ofClips_everyNetwork_growsWithLengthAndArea(Kind kind) {
    ClipTrunkConfig trunk = new ClipTrunkConfig(kind, 8);
    Footprint small = trunk.footprint(8, 32);
    assertTrue(small.workBytes() > 0 && small.keptBytes() > small.workBytes() / 3);
    assertEquals(2, trunk.footprint(16, 32).keptBytes() / (double) small.keptBytes(), 0.1);
    assertEquals(4, trunk.footprint(8, 64).keptBytes() / (double) small.keptBytes(), 0.5);
  }

  @Test
  void of_dilatedStages_keepTheirEdge() {
    List<Footprint> dilated = Footprint.of(new ResNetConfig(18, 8, 2), 64);
    assertEquals(16 * 8 * 8 * 4, dilated.get(3).inputBytes());
    assertEquals(32 * 8 * 8 * 4, dilated.get(4).inputBytes());
  }
}
