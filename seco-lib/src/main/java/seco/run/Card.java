package seco.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * How features or a number came about: named facts, such as the fingerprint of the weights, the
 * frames of a video, C. Two numbers may be compared where their cards agree in all but what is
 * compared.
 *
 * @param fields in an order that reads well; which order is all the same
 */
public record Card(Map<String, String> fields) {
  /** A card that says nothing. */
  public static final Card EMPTY = new Card(Map.of());

  public Card {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** What a card says; empty where it says nothing of it. */
  public Optional<String> get(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The same with a fact more, or another one in its place; null leaves it as it is. */
  public Card with(String field, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(field, value.toString());
    return new Card(more);
  }

  /** The same with all facts of another card, whose word counts where both say something. */
  public Card with(Card other) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.putAll(other.fields);
    return new Card(more);
  }

  /** The same without some facts. */
  public Card without(Set<String> some) {
    Map<String, String> rest = new LinkedHashMap<>(fields);
    rest.keySet().removeAll(some);
    return new Card(rest);
  }

  /** What two cards say differently; what only one says is null in the other. */
  public record Difference(String field, @Nullable String here, @Nullable String there) {
    @Override
    public String toString() {
      return "%s %s and %s".formatted(field, said(here), said(there));
    }

    private static String said(@Nullable String value) {
      return value == null ? "not said" : "'" + value + "'";
    }
  }

  /**
   * In what two cards differ.
   *
   * @param aside fields that may
   */
  public List<Difference> differences(Card other, Set<String> aside) {
    Set<String> names = new LinkedHashSet<>(fields.keySet());
    names.addAll(other.fields.keySet());
    names.removeAll(aside);
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      Difference difference = new Difference(name, fields.get(name), other.fields.get(name));
      if (!get(name).equals(other.get(name))) {
        differences.add(difference);
      }
    }
    return differences;
  }

  /**
   * Requires two cards to agree.
   *
   * @param aside fields in which they may differ
   * @param what cannot be done otherwise, for the message
   * @throws InputException naming every field in which they differ
   */
  public void requireLike(Card other, Set<String> aside, String what) {
    List<Difference> differences = differences(other, aside);
    if (!differences.isEmpty()) {
      throw new InputException(
          what + ": " + String.join(", ", differences.stream().map(Object::toString).toList()));
    }
  }

  /** A short name of the card, the same for the same facts: 12 hexadecimal digits. */
  public String id() {
    StringBuilder text = new StringBuilder();
    fields.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> text.append(e.getKey()).append('\0').append(e.getValue()).append('\0'));
    return Hashes.ofText(text.toString()).substring(0, 12);
  }
}
