package io.coredeck.dashboard.text;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.ShellWords;
import java.util.Map;
import java.util.regex.Pattern;

/// Why explorer and node do not take a text, in the reader's words.
///
/// The rules ({@link Endpoint}, {@link ShellWords}) belong to all programs and are told in English.
public final class RuleReason {

  private static final Texts TEXTS = Texts.of(RuleReason.class);
  private static final Pattern OPEN_QUOTE = Pattern.compile("a quote (.) is not closed");

  private static final Map<String, String> USUAL =
      Map.of(
          "missing channel name, expected: redis://host/channel", "no-channel",
          "scheme must be redis, expected: redis://host/channel", "scheme",
          "port must be a number from 1 to 65535", "port",
          "host is missing, expected: redis://host:port", "no-host",
          "host in brackets must be an IPv6 address", "host-in-brackets",
          "host must be a name, an IPv4 address or an IPv6 address in brackets", "host",
          "the last character is a backslash", "last-backslash");

  private RuleReason() {}

  /// @param refusal what a rule of `model.rule` threw
  /// @return its reason as a clause for the end of a sentence, without a full stop, in the language
  ///   of the current page
  public static String of(IllegalArgumentException refusal) {
    return in(Language.current(), refusal);
  }

  /// @return the same in a language of one's choice
  static String in(Language language, IllegalArgumentException refusal) {
    // The outer sentence of an address tells which one it was, which the page shows anyway.
    var own = refusal.getCause() == null ? refusal : refusal.getCause();
    var said = String.valueOf(own.getMessage());
    var quote = OPEN_QUOTE.matcher(said);
    if (quote.matches()) {
      return TEXTS.in(language, "rule.open-quote", quote.group(1));
    }
    var key = USUAL.get(said);
    return key == null ? said.replaceAll("\\.$", "") : TEXTS.in(language, "rule." + key);
  }
}
