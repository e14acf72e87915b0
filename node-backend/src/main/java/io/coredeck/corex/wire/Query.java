package io.coredeck.corex.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parameters of a URL, in their order.
public final class Query {
  private static final int HEX = 16;

  private final List<Parameter> parameters = new ArrayList<>();

  private record Parameter(String name, String value) {}

  private Query() {}

  /// @param raw what stands behind the `?`; parameters are separated by `&` alone
  /// @throws IllegalArgumentException if a parameter is not UTF-8 or holds a NUL, as one sentence
  public static Query parse(String raw) {
    var query = new Query();
    for (var part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        var equals = part.indexOf('=');
        var name = equals < 0 ? part : part.substring(0, equals);
        var value = equals < 0 ? "" : part.substring(equals + 1);
        query.parameters.add(new Parameter(decoded(name), decoded(value)));
      }
    }
    return query;
  }

  /// @return the first one of this name
  public Optional<String> first(String name) {
    return parameters.stream().filter(p -> p.name.equals(name)).map(Parameter::value).findFirst();
  }

  /// @return all of this name, in their order
  public List<String> all(String name) {
    return parameters.stream().filter(p -> p.name.equals(name)).map(Parameter::value).toList();
  }

  private static String decoded(String raw) {
    var bytes = new ByteArrayOutputStream(raw.length());
    var encoded = raw.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < encoded.length; i++) {
      var code = encoded[i] == '%' ? hex(encoded, i) : -1;
      if (code >= 0) {
        bytes.write(code);
        i += 2;
      } else {
        bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    return text(bytes.toByteArray(), raw);
  }

  private static int hex(byte[] encoded, int at) {
    if (at + 2 >= encoded.length) {
      return -1;
    }
    var high = Character.digit(encoded[at + 1], HEX);
    var low = Character.digit(encoded[at + 2], HEX);
    return high < 0 || low < 0 ? -1 : high * HEX + low;
  }

  private static String text(byte[] bytes, String raw) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "parameter '%s' holds a NUL; no program can be given one".formatted(raw));
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "parameter '%s' is not UTF-8; it must be".formatted(raw), e);
    }
  }
}
