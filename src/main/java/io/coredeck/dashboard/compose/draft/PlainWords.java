package io.coredeck.dashboard.compose.draft;

import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/// Which texts stand in YAML without quotes: plain words, paths and URLs. Everything that some
/// reader could take for something else is quoted.
final class PlainWords extends StringQuotingChecker {
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
