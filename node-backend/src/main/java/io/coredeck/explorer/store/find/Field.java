package io.coredeck.explorer.store.find;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Something of a record that lists can be filtered and sorted by. They are made here alone, so no
/// caller can name a column.
public final class Field {

  /// What values are like.
  public enum Form {
    /// Text; looked for as it is.
    TEXT,
    /// A whole number.
    NUMBER,
    /// One of some words.
    WORD,
    /// True or false.
    FLAG,
    /// Seconds since 1970; looked for from one to another.
    TIME,
    /// A size; looked for from one to another.
    AMOUNT
  }

  /// Characters of a text that lists are sorted by.
  static final int LONGEST_KEY = 100;

  private final String name;
  private final String column;
  private final Form form;
  private final Map<String, Object> words;
  private final boolean isConfidential;
  private final boolean isUsuallyFalse;

  private Field(
      String name,
      String column,
      Form form,
      Map<String, Object> words,
      boolean isConfidential,
      boolean isUsuallyFalse) {
    this.name = name;
    this.column = column;
    this.form = form;
    this.words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    this.isConfidential = isConfidential;
    this.isUsuallyFalse = isUsuallyFalse;
  }

  static Field of(Form form, String name, String column) {
    return new Field(name, column, form, Map.of(), false, false);
  }

  /// @return the same, for callers whom the explorer knows
  Field confidential() {
    return new Field(name, column, form, words, true, isUsuallyFalse);
  }

  /// @return a flag; records of which it is true are found only if they are asked for
  static Field usuallyFalse(String name, String column) {
    return new Field(name, column, Form.FLAG, Map.of(), false, true);
  }

  static Field words(String name, String column, Map<String, Object> words) {
    return new Field(name, column, Form.WORD, words, false, false);
  }

  /// @param code what the column has
  static <E extends Enum<E>> Field words(
      String name, String column, E[] values, Function<E, Integer> code) {
    var words = new LinkedHashMap<String, Object>();
    Arrays.stream(values)
        .forEach(value -> words.put(value.name().toLowerCase(Locale.ROOT), code.apply(value)));
    return words(name, column, words);
  }

  /// @return what callers call it
  public String name() {
    return name;
  }

  /// @return where it stands
  String column() {
    return column;
  }

  /// @return what is sorted by: of texts the beginning, so that a place in a list is short
  String sorted() {
    return form == Form.TEXT ? "substr(%s, 1, %d)".formatted(column, LONGEST_KEY) : column;
  }

  public Form form() {
    return form;
  }

  /// @return whether it is looked for from one value to another
  public boolean isRange() {
    return form == Form.TIME || form == Form.AMOUNT;
  }

  /// @return whether its column has text
  public boolean isText() {
    return form == Form.TEXT || words.values().stream().anyMatch(String.class::isInstance);
  }

  /// @return the words of {@link Form#WORD}, with what the column has
  public Map<String, Object> words() {
    return words;
  }

  /// @return whether only callers whom the explorer knows may use it
  public boolean isConfidential() {
    return isConfidential;
  }

  /// @return whether records of which it is true are left out unless it is asked for
  boolean isUsuallyFalse() {
    return isUsuallyFalse;
  }

  @Override
  public String toString() {
    return name;
  }
}
