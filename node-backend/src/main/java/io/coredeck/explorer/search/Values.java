package io.coredeck.explorer.search;

import io.coredeck.explorer.store.find.Field;
import io.coredeck.web.RefusedException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Values of parameters.
final class Values {

  /// Values of one parameter, with commas between.
  private static final int MOST = 50;

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  /// No exponent: `1e999999999` is short and large.
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");

  private Values() {}

  /// @param name of the parameter, for who is told
  /// @throws RefusedException 400 if it is not what the field must be
  static List<Object> read(Field field, String name, String text) {
    return switch (field.form()) {
      case TEXT -> List.of(text);
      case FLAG -> List.of(flag(name, text));
      case TIME -> List.of(number(name, text, Long.MIN_VALUE, Long.MAX_VALUE));
      case AMOUNT -> List.of(amount(name, text));
      case NUMBER ->
          several(name, text).stream()
              .map(one -> (Object) number(name, one, Long.MIN_VALUE, Long.MAX_VALUE))
              .toList();
      case WORD -> several(name, text).stream().map(one -> word(field, name, one)).toList();
    };
  }

  private static List<String> several(String name, String text) {
    var all = Arrays.asList(text.split(",", -1));
    if (all.size() > MOST) {
      throw new RefusedException(
          400, "%s has %d values; it must have at most %d".formatted(name, all.size(), MOST));
    }
    return all;
  }

  /// @throws RefusedException 400 if it is no whole number in these bounds
  static long number(String name, String text, long least, long most) {
    if (WHOLE.matcher(text).matches()) {
      var number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    var bounds = least == Long.MIN_VALUE ? "" : " from %d to %d".formatted(least, most);
    throw new RefusedException(
        400, "%s is '%s'; it must be a whole number%s".formatted(name, text, bounds));
  }

  private static double amount(String name, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new RefusedException(
          400, "%s is '%s'; it must be a number from 0, as 8 or 0.5".formatted(name, text));
    }
    return new BigDecimal(text).doubleValue();
  }

  private static int flag(String name, String text) {
    return switch (text) {
      case "true" -> 1;
      case "false" -> 0;
      default ->
          throw new RefusedException(
              400, "%s is '%s'; it must be true or false".formatted(name, text));
    };
  }

  private static Object word(Field field, String name, String text) {
    var word = field.words().get(text);
    if (word == null) {
      throw new RefusedException(
          400,
          "%s is '%s'; it must be one of %s, or several with commas between"
              .formatted(name, text, field.words().keySet()));
    }
    return word;
  }
}
