package seco.video;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Turns decoded pictures into RGB, in native memory that is kept from one to the next. */
final class RgbPicture implements AutoCloseable {
  private static final int ROW_ALIGNMENT = 64; // bytes; the fast ways of the conversion ask for it

  private @Nullable SwsContext context;
  private @Nullable BytePointer pixels;
  private long size;

  /** The pixels of a picture. */
  Frame of(AVFrame picture) throws IOException {
    int width = picture.width();
    int height = picture.height();
    SwsContext conversion = conversion(width, height, picture.format());
    int stride = 3 * rowPixels(width);
    BytePointer target = room((long) stride * height);
    try (IntPointer strides = new IntPointer(stride, 0, 0, 0);
        PointerPointer<BytePointer> planes = new PointerPointer<>(target, null, null, null)) {
      swscale.sws_scale(conversion, picture.data(), picture.linesize(), 0, height, planes, strides);
    }
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      target.position((long) y * stride).get(rgb, 3 * width * y, 3 * width);
    }
    target.position(0);
    return new Frame(width, height, rgb);
  }

  private SwsContext conversion(int width, int height, int format) throws IOException {
    context =
        swscale.sws_getCachedContext(
            context,
            width,
            height,
            format,
            width,
            height,
            avutil.AV_PIX_FMT_RGB24,
            swscale.SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (context == null) {
      throw new IOException("pictures of format " + format + " cannot be converted");
    }
    return context;
  }

  /** The least number of pixels from {@code width} whose row of RGB is aligned. */
  private static int rowPixels(int width) {
    int pixels = width;
    for (int unit = 1; 3 * pixels % ROW_ALIGNMENT != 0; unit *= 2) {
      pixels = (width + unit - 1) / unit * unit;
    }
    return pixels;
  }

  private BytePointer room(long bytes) {
    BytePointer present = pixels;
    if (present != null && size == bytes) {
      return present;
    }
    avutil.av_free(present);
    pixels = null;
    BytePointer fresh = new BytePointer(avutil.av_malloc(bytes)).capacity(bytes);
    if (fresh.isNull()) {
      throw new OutOfMemoryError(bytes + " bytes for a picture");
    }
    pixels = fresh;
    size = bytes;
    return fresh;
  }

  @Override
  public void close() {
    avutil.av_free(pixels);
    pixels = null;
    swscale.sws_freeContext(context);
    context = null;
  }
}
