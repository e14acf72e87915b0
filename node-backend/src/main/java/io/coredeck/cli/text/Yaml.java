package io.coredeck.cli.text;

import io.coredeck.wire.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/// Values as YAML that {@link Document} reads back as the same.
public final class Yaml {

  private static final YAMLMapper OUT =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                  .disable(YAMLWriteFeature.SPLIT_LINES)
                  .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                  .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .stringQuotingChecker(new PlainWords())
                  .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                  .build())
          .build();

  private Yaml() {}

  /// @return lines without a line end after the last
  public static String print(JsonValue value) {
    return OUT.writeValueAsString(plain(value)).stripTrailing();
  }

  private static @Nullable Object plain(JsonValue value) {
    if (value.isObject()) {
      var members = new LinkedHashMap<String, @Nullable Object>();
      value.members().forEach((name, member) -> members.put(name, plain(member)));
      return members;
    }
    if (value.isList()) {
      var items = new ArrayList<@Nullable Object>();
      value.items().forEach(item -> items.add(plain(item)));
      return items;
    }
    if (value.isText()) {
      return value.text();
    }
    if (value.isNumber()) {
      var digits = value.json();
      return digits.matches("-?[0-9]+") ? new BigInteger(digits) : new BigDecimal(digits);
    }
    return value.isPresent() ? (Object) value.flag() : null;
  }

  /// Which texts stand without quotes: plain words, paths and URLs. Everything that some reader
  /// could take for something else is quoted.
  private static final class PlainWords extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;

    private static final Pattern PLAIN =
        Pattern.compile("[A-Za-z/][A-Za-z0-9_./@-]*(://?[A-Za-z0-9_./@:-]*[A-Za-z0-9_/])?");

    @Override
    public boolean needToQuoteName(String name) {
      return isReservedKeyword(name) || !PLAIN.matcher(name).matches();
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return isReservedKeyword(value)
          || !(PLAIN.matcher(value).matches() || value.indexOf('\n') >= 0);
    }
  }
}
