package seco.pretrain;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** What a manager and all managers below it hold. */
public final class LiveResources {
  private LiveResources() {}

  /** The manager of a whole training: the last below the engine's own. */
  static NDManager rootOf(NDArray array) {
    NDManager manager = array.getManager();
    while (manager.getParentManager().getParentManager() != null) {
      manager = manager.getParentManager();
    }
    return manager;
  }

  /** Arrays, and what else is neither array nor manager, such as a script. */
  public static long arrays(NDManager manager) {
    long arrays = 0;
    for (Object resource : resources(manager).values()) {
      arrays += resource instanceof NDManager below ? arrays(below) : 1;
    }
    return arrays;
  }

  /** Managers below a manager. */
  static long managers(NDManager manager) {
    long managers = 0;
    for (Object resource : resources(manager).values()) {
      managers += resource instanceof NDManager below ? 1 + managers(below) : 0;
    }
    return managers;
  }

  private static Map<?, ?> resources(NDManager manager) {
    try {
      Field field = BaseNDManager.class.getDeclaredField("resources");
      field.setAccessible(true);
      return (Map<?, ?>) field.get(manager);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
