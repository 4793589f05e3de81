package seco.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchAndShiftTest {
  /** The least room that is allowed, of odd and even sizes, and the usual one. */
  @ParameterizedTest
  @CsvSource({"255,253", "256,254", "255,252", "255,239"})
  void everyStretch_leavesASearchPictureOfItsSize(int square, int pixels) {
    try (Scalar colour = new Scalar(90, 120, 60, 0);
        Mat whole = new Mat(square, square, opencv_core.CV_8UC3, colour)) {
      for (int thousandths = -50; thousandths <= 50; thousandths++) {
        for (double place : new double[] {0, 0.999}) {
          StretchAndShift draw =
              new StretchAndShift(
                  opencv_imgproc.INTER_LINEAR,
                  thousandths / 1000.0,
                  opencv_imgproc.INTER_LINEAR,
                  place,
                  place);
          try (Mat search = draw.search(whole, pixels)) {
            assertEquals(pixels, search.cols(), "stretched by " + thousandths);
            assertEquals(pixels, search.rows());
          }
        }
      }
    }
  }
}
