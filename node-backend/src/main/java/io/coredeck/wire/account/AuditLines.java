package io.coredeck.wire.account;

import io.coredeck.model.registry.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How what people did is written to files, a line for each entry.
public enum AuditLines {

  /// RFC 4180, with a head. What a spreadsheet would run as a formula begins with an apostrophe,
  /// also after what some of them take for the end of a cell.
  CSV("csv", "text/csv; charset=utf-8") {
    @Override
    public String head() {
      return "id,time,user,who,via,address,action,object,result,detail\r\n";
    }

    @Override
    public String line(AuditEntry entry) {
      return Stream.of(
                  Long.toString(entry.id()),
                  Instant.ofEpochSecond(entry.at()).toString(),
                  Long.toString(entry.tid()),
                  entry.actor(),
                  entry.via(),
                  entry.address(),
                  entry.action(),
                  entry.object(),
                  entry.result().word(),
                  entry.detail())
              .map(AuditLines::cell)
              .collect(Collectors.joining(","))
          + "\r\n";
    }
  },

  /// An entry as JSON in each line.
  JSONL("jsonl", "application/jsonl; charset=utf-8") {
    @Override
    public String head() {
      return "";
    }

    @Override
    public String line(AuditEntry entry) {
      var list = AuditMessages.write(List.of(entry)).strip();
      return list.substring(1, list.length() - 1).strip() + "\n";
    }
  };

  /// What spreadsheets take for the begin of a formula, also after blanks and in full width.
  private static final Pattern FORMULA =
      Pattern.compile("(?s)([\\s\\h]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\\t\\r\\n]).*");

  /// The same where a spreadsheet that splits at another character sees the begin of a cell.
  private static final Pattern LATER_FORMULA =
      Pattern.compile("([;,\\t\\r\\n][\\s\\h\"]*)(?=[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

  private static final Pattern QUOTED = Pattern.compile("(?s).*[\",;\\r\\n].*");

  private final String word;
  private final String contentType;

  AuditLines(String word, String contentType) {
    this.word = word;
    this.contentType = contentType;
  }

  /// @return as the wire and file names have it
  public String word() {
    return word;
  }

  /// @return of a file of such lines
  public String contentType() {
    return contentType;
  }

  /// @return what comes before the first line, with its end
  public abstract String head();

  /// @return one entry, with the end of its line
  public abstract String line(AuditEntry entry);

  /// @return empty if there is no such way
  public static Optional<AuditLines> of(String word) {
    return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  private static String cell(String text) {
    var inner = LATER_FORMULA.matcher(text).replaceAll("$1'");
    var harmless = FORMULA.matcher(inner).matches() ? "'" + inner : inner;
    return QUOTED.matcher(harmless).matches()
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
