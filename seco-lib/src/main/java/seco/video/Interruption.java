package seco.video;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/** Lets FFmpeg give up the reading of a file whose time limit is over. */
final class Interruption extends AVIOInterruptCB.Callback_Pointer {
  private static final Map<Long, TimeLimit> LIMITS = new ConcurrentHashMap<>();

  /** The only one, because native code holds room for few. */
  private static final Interruption INSTANCE = new Interruption();

  private Interruption() {
    // The superclass makes the native side.
  }

  /** Has a file watched from now on, until it is forgotten. */
  static void watch(AVFormatContext file, TimeLimit limit) {
    LIMITS.put(file.address(), limit);
    file.interrupt_callback().callback(INSTANCE);
    file.interrupt_callback().opaque(file);
  }

  /**
   * Watches a file no longer.
   *
   * @param address of the file's context, which may be closed by now
   */
  static void forget(long address) {
    LIMITS.remove(address);
  }

  @Override
  public int call(Pointer file) {
    TimeLimit limit = LIMITS.get(file.address());
    return limit != null && limit.isOver() ? 1 : 0;
  }
}
