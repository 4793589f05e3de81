package seco.notebook;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * The output of the running cell. While a thread's interrupt flag is set the kernel cannot send, so
 * the flag is put aside meanwhile.
 */
final class KernelScreen implements Screen {
  private final BaseKernel kernel;

  KernelScreen(BaseKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public Place show(Object content) {
    String id = UUID.randomUUID().toString();
    undisturbed(() -> kernel.getIO().display.display(render(content, id)));
    return next -> undisturbed(() -> kernel.getIO().display.updateDisplay(render(next, id)));
  }

  private DisplayData render(Object content, String id) {
    DisplayData data = kernel.getRenderer().render(content);
    data.putTransientData("display_id", id);
    return data;
  }

  private static void undisturbed(Runnable sending) {
    boolean interrupted = Thread.interrupted();
    try {
      sending.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
