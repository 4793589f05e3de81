package seco.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import seco.InputException;

/**
 * The columns of a table whose rows are a record's numbers: one a component, under its name. A
 * record within the record lays its own columns in its place. So the record's head is the only list
 * of them.
 */
public final class Columns<R extends Record> {
  private final Class<R> type;
  private final List<Column> columns;

  /** A column, and the way to its number from the record. */
  private record Column(String name, String curve, List<Method> way) {
    double of(Object row) {
      try {
        Object value = row;
        for (Method step : way) {
          value = step.invoke(value);
        }
        return ((Number) value).doubleValue();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("column " + name + " of " + row, e);
      }
    }
  }

  private Columns(Class<R> type, List<Column> columns) {
    this.type = type;
    this.columns = columns;
  }

  /**
   * The columns of a public record.
   *
   * @param type with components of type double, long, or such a record
   */
  public static <R extends Record> Columns<R> of(Class<R> type) {
    List<Column> columns = new ArrayList<>();
    collect(type, List.of(), columns);
    return new Columns<>(type, List.copyOf(columns));
  }

  private static void collect(Class<?> type, List<Method> way, List<Column> columns) {
    for (RecordComponent part : type.getRecordComponents()) {
      List<Method> further = new ArrayList<>(way);
      further.add(part.getAccessor());
      if (part.getType().isRecord()) {
        collect(part.getType(), further, columns);
      } else if (part.getType() == double.class || part.getType() == long.class) {
        Curve curve = part.getAnnotation(Curve.class);
        columns.add(new Column(part.getName(), curve == null ? "" : curve.value(), further));
      } else {
        throw new IllegalArgumentException(type + ": " + part.getName() + " is no number");
      }
    }
  }

  /**
   * Those of some names, in the order of the names.
   *
   * @param file where the names are from, for the message
   * @throws InputException if one is unknown
   */
  public Columns<R> only(List<String> names, Path file) {
    List<Column> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          columns.stream()
              .filter(column -> column.name.equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InputException(
                          file
                              + ", line 1: unknown column '"
                              + name
                              + "'; go on with the version that began the run")));
    }
    return new Columns<>(type, List.copyOf(chosen));
  }

  /** Those whose names are chosen, in order. */
  public Columns<R> where(Predicate<String> chosen) {
    return new Columns<>(
        type, columns.stream().filter(column -> chosen.test(column.name)).toList());
  }

  /** Their names, in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** A record's numbers, in order. */
  public double[] values(R row) {
    return columns.stream().mapToDouble(column -> column.of(row)).toArray();
  }

  /** The numbers that are a {@link Curve}, by its tag, in order. */
  public Map<String, Double> curves(R row) {
    Map<String, Double> curves = new LinkedHashMap<>();
    for (Column column : columns) {
      if (!column.curve.isEmpty()) {
        curves.put(column.curve, column.of(row));
      }
    }
    return curves;
  }

  /**
   * A record of numbers.
   *
   * @param number by name; NaN where there is none
   * @throws IllegalArgumentException if a component of type long has no whole number
   */
  public R row(ToDoubleFunction<String> number) {
    return type.cast(build(type, number));
  }

  private static Object build(Class<?> type, ToDoubleFunction<String> number) {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] =
          parts[i].getType().isRecord()
              ? build(parts[i].getType(), number)
              : value(parts[i], number.applyAsDouble(parts[i].getName()));
    }
    try {
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a row of " + type, e);
    }
  }

  private static Object value(RecordComponent part, double number) {
    if (part.getType() != long.class) {
      return number;
    }
    if (number != Math.rint(number)) {
      throw new IllegalArgumentException(part.getName() + " is " + number + ", no whole number");
    }
    return (long) number;
  }
}
