package io.coredeck.explorer.store.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the records are. Its text form hides the password.
///
/// @param kind which database
/// @param jdbc its address as JDBC wants it, with the password
public record DatabaseUrl(Kind kind, String jdbc) {

  /// The databases there are.
  public enum Kind {
    SQLITE,
    POSTGRESQL
  }

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql://";
  private static final Pattern JDBC = Pattern.compile(POSTGRESQL + "[^/?@]+/[^/?]+(\\?.*)?");

  /// What other programs write; the name and password stand before the host.
  private static final Pattern FOREIGN =
      Pattern.compile(
          "postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^/?@]+/[^/?]+)(?:\\?(.*))?");

  private static final Pattern SECRETS =
      Pattern.compile("(?i)((?:ssl)?password=)[^&]*|(?<=://)[^@/?]*(?=@)");

  /// @param text `jdbc:sqlite:FILE`, `jdbc:postgresql://HOST[:PORT]/NAME?user=…&password=…` or
  ///   `postgres://USER:PASSWORD@HOST[:PORT]/NAME`
  /// @throws IllegalArgumentException if it is none of these; the message holds no password
  public static DatabaseUrl of(String text) {
    if (text.startsWith(SQLITE) && text.length() > SQLITE.length()) {
      return new DatabaseUrl(Kind.SQLITE, text);
    }
    if (JDBC.matcher(text).matches()) {
      return new DatabaseUrl(Kind.POSTGRESQL, text);
    }
    var foreign = FOREIGN.matcher(text);
    if (!foreign.matches()) {
      throw new IllegalArgumentException(
          "database is '%s'; it must be jdbc:sqlite:FILE, e.g. jdbc:sqlite:/var/lib/coredeck/explorer.db, or jdbc:postgresql://HOST[:PORT]/NAME?user=USER&password=PASSWORD, or postgres://USER:PASSWORD@HOST[:PORT]/NAME"
              .formatted(hidden(text)));
    }
    var jdbc = new StringBuilder(POSTGRESQL).append(foreign.group(3));
    var separator = '?';
    for (var parameter :
        new String[] {
          parameter("user", foreign.group(1)),
          parameter("password", foreign.group(2)),
          foreign.group(4) == null ? "" : foreign.group(4)
        }) {
      if (!parameter.isEmpty()) {
        jdbc.append(separator).append(parameter);
        separator = '&';
      }
    }
    return new DatabaseUrl(Kind.POSTGRESQL, jdbc.toString());
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null || value.isEmpty()
        ? ""
        : name
            + "="
            + URLEncoder.encode(URLDecoder.decode(value.replace("+", "%2B"), UTF_8), UTF_8);
  }

  /// @return the file of a SQLite database
  public String file() {
    return jdbc.substring(SQLITE.length());
  }

  @Override
  public String toString() {
    return hidden(jdbc);
  }

  private static String hidden(String text) {
    return SECRETS
        .matcher(text)
        .replaceAll(found -> found.group(1) == null ? "…" : found.group(1) + "…");
  }
}
