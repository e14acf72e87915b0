package io.coredeck.corex.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259), strictly.
final class JsonParser {

  /// Objects and arrays inside each other.
  private static final int DEPTH_LIMIT = 16;

  private static final int HEX = 16;
  private static final int ESCAPE_DIGITS = 4;

  private final String text;
  private int at;
  private int depth;

  JsonParser(String text) {
    this.text = text;
  }

  JsonObject document() {
    skipBlanks();
    if (peek() != '{') {
      throw wrong("an object");
    }
    var object = deeper(this::object);
    skipBlanks();
    if (at < text.length()) {
      throw wrong("the end");
    }
    return object;
  }

  private @Nullable Object value() {
    skipBlanks();
    return switch (peek()) {
      case '{' -> deeper(this::object);
      case '[' -> deeper(this::array);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private <T> T deeper(Supplier<T> inner) {
    if (++depth > DEPTH_LIMIT) {
      throw wrong("at most " + DEPTH_LIMIT + " levels");
    }
    var result = inner.get();
    depth--;
    return result;
  }

  private JsonObject object() {
    var members = new HashMap<String, Object>();
    at++;
    skipBlanks();
    if (peek() == '}') {
      at++;
      return new JsonObject(members);
    }
    while (true) {
      skipBlanks();
      var name = string();
      skipBlanks();
      expect(':');
      var value = value();
      if (value != null) {
        members.put(name, value);
      }
      skipBlanks();
      if (peek() == '}') {
        at++;
        return new JsonObject(members);
      }
      expect(',');
    }
  }

  private List<Object> array() {
    var elements = new ArrayList<Object>();
    at++;
    skipBlanks();
    if (peek() == ']') {
      at++;
      return elements;
    }
    while (true) {
      var value = value();
      elements.add(value == null ? JsonObject.NULL : value);
      skipBlanks();
      if (peek() == ']') {
        at++;
        return elements;
      }
      expect(',');
    }
  }

  private String string() {
    expect('"');
    var result = new StringBuilder();
    while (true) {
      var c = next();
      if (c == '"') {
        return result.toString();
      }
      if (c < ' ') {
        at--;
        throw wrong("no control character in a string");
      }
      result.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    var c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("a known escape");
    };
  }

  private char unicode() {
    var code = 0;
    for (var i = 0; i < ESCAPE_DIGITS; i++) {
      var digit = Character.digit(next(), HEX);
      if (digit < 0) {
        throw wrong("four hexadecimal digits");
      }
      code = code * HEX + digit;
    }
    return (char) code;
  }

  private Object number() {
    var from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    var number = text.substring(from, at);
    if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      at = from;
      throw wrong("a value");
    }
    try {
      return Long.valueOf(number);
    } catch (NumberFormatException e) {
      return Double.valueOf(number);
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private char next() {
    var c = peek();
    at++;
    return c;
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException(
        "JSON at character %d: it must be %s here".formatted(at + 1, wanted));
  }
}
