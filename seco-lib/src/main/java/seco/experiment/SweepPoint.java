package seco.experiment;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import seco.loss.Task;

/** All of SeCo with settings changed from the ablation's: a row of a {@link SweepAxis}. */
public final class SweepPoint implements Row, Serializable {
  private static final long serialVersionUID = 1;

  private final String label;
  private final LinkedHashMap<String, Object> changes;

  /**
   * @param changes of strings and numbers, by the setting's path
   */
  SweepPoint(String label, Map<String, Object> changes) {
    this.label = label;
    this.changes = new LinkedHashMap<>(changes);
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Set<Task> tasks() {
    return EnumSet.copyOf(Variant.ORDER.tasks());
  }

  @Override
  public boolean continuesStart() {
    return true;
  }

  @Override
  public Map<String, Object> changes() {
    return Collections.unmodifiableMap(changes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SweepPoint point
        && label.equals(point.label)
        && changes.equals(point.changes);
  }

  @Override
  public int hashCode() {
    return label.hashCode();
  }

  @Override
  public String toString() {
    return label;
  }
}
