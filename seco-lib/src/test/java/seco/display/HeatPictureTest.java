package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import seco.video.Frame;

class HeatPictureTest {
  @Test
  void of_matrix_goesFromDarkToBright() {
    Frame picture = HeatPicture.of(new double[][] {{-1, 0}, {1, 3}}, 4);
    assertEquals(68, picture.value(0, 0, 0));
    assertEquals(253, picture.value(3, 3, 0));
    assertTrue(brightness(picture, 3, 0) > brightness(picture, 0, 0));
    assertTrue(brightness(picture, 0, 3) > brightness(picture, 3, 0));
  }

  @Test
  void of_oneValue_isDarkEverywhere() {
    Frame picture = HeatPicture.of(new double[][] {{2, 2}}, 2);
    assertEquals(brightness(picture, 0, 0), brightness(picture, 1, 1));
    assertEquals(68, picture.value(1, 1, 0));
  }

  @Test
  void spotlight_keepsTheLitAndDarkensTheRest() {
    byte[] grey = new byte[3 * 2];
    Arrays.fill(grey, (byte) 200);
    Frame lit = HeatPicture.spotlight(new Frame(2, 1, grey), new double[][] {{0, 1}});
    assertEquals(24, lit.value(0, 0, 0));
    assertEquals(200, lit.value(1, 0, 2));
  }

  @Test
  void over_frame_mixesHalvesInTheMiddleAlone() {
    byte[] grey = new byte[3 * 4 * 4];
    Arrays.fill(grey, (byte) 200);
    Frame mixed = HeatPicture.over(new Frame(4, 4, grey), new double[][] {{0, 1}}, 2);
    assertEquals(200, mixed.value(0, 1, 0));
    assertEquals((200 + 68) / 2, mixed.value(1, 1, 0));
    assertEquals((200 + 253) / 2, mixed.value(2, 2, 0));
    assertEquals(200, mixed.value(3, 2, 0));
  }

  private static int brightness(Frame picture, int x, int y) {
    return picture.value(x, y, 0) + picture.value(x, y, 1) + picture.value(x, y, 2);
  }
}
