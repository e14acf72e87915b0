package io.coredeck.dashboard.compose.draft;

import io.coredeck.dashboard.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A `.env` file: `NAME=value` a line, with `export`, comments, quotes and values over several
/// lines. Nothing is expanded. What is wrong is told by line, the rest is taken.
///
/// In single quotes everything is kept; in double quotes `\n`, `\r`, `\t`, `\"`, `\\` and `\$` have
/// their usual meaning. Without quotes the value ends at ` #` or the end of the line, blanks around
/// it cut off.
///
/// @param variables in the order they stand; of the same name the last one counts
/// @param faults lines that were not understood
public record DotEnv(List<Variable> variables, List<Fault> faults) {

  private static final Texts TEXTS = Texts.of(DotEnv.class);

  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*(?:export\\s+)?([^=\\s]*)\\s*=[ \\t]*(.*)", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  public DotEnv {
    variables = List.copyOf(variables);
    faults = List.copyOf(faults);
  }

  /// @param line where it begins, from 1
  public record Variable(String name, String value, int line) {}

  /// @param line from 1
  /// @param message what is wrong and what it must be
  public record Fault(int line, String message) {}

  /// @return whether a variable may have that name
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  public static DotEnv parse(String text) {
    return new Reader(text.replace("\r\n", "\n").split("\n", -1)).read();
  }

  private static final class Reader {
    private final String[] lines;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int at;

    Reader(String[] lines) {
      this.lines = lines;
    }

    DotEnv read() {
      while (at < lines.length) {
        var line = lines[at];
        if (!line.isBlank() && !line.strip().startsWith("#")) {
          assignment(line);
        }
        at++;
      }
      return new DotEnv(variables, faults);
    }

    private void assignment(String line) {
      var number = at + 1;
      var found = ASSIGNMENT.matcher(line);
      if (!found.matches()) {
        faults.add(new Fault(number, TEXTS.get("env-no-equals")));
        return;
      }
      var name = found.group(1);
      var rest = found.group(2);
      var quote = rest.isEmpty() ? ' ' : rest.charAt(0);
      var value = quote == '"' || quote == '\'' ? quoted(rest, quote, number) : bare(rest);
      if (value == null) {
        return;
      }
      if (!isName(name)) {
        faults.add(new Fault(number, TEXTS.get("env-no-name", name)));
        return;
      }
      variables.removeIf(other -> other.name().equals(name));
      variables.add(new Variable(name, value, number));
    }

    private static String bare(String rest) {
      if (rest.startsWith("#")) {
        return "";
      }
      var comment = Pattern.compile("\\s#").matcher(rest);
      return (comment.find() ? rest.substring(0, comment.start()) : rest).strip();
    }

    /// @return `null` after telling a fault
    private @org.jspecify.annotations.Nullable String quoted(String first, char quote, int number) {
      var value = new StringBuilder();
      var text = first;
      var from = 1;
      while (true) {
        var end = closing(text, from, quote, value);
        if (end >= 0) {
          return checkedRest(text.substring(end + 1), number) ? value.toString() : null;
        }
        if (at + 1 == lines.length) {
          at = number - 1; // only this line is lost
          faults.add(new Fault(number, TEXTS.get("env-open-quote", String.valueOf(quote))));
          return null;
        }
        value.append('\n');
        text = lines[++at];
        from = 0;
      }
    }

    private boolean checkedRest(String rest, int number) {
      var left = rest.strip();
      if (left.isEmpty() || left.startsWith("#")) {
        return true;
      }
      faults.add(new Fault(number, TEXTS.get("env-rest", left)));
      return false;
    }

    /// Appends up to the closing quote.
    ///
    /// @return where that is, or -1 if it is not in this line
    private static int closing(String text, int from, char quote, StringBuilder value) {
      for (int i = from; i < text.length(); i++) {
        var c = text.charAt(i);
        if (c == quote) {
          return i;
        }
        if (quote == '"' && c == '\\' && i + 1 < text.length()) {
          value.append(unescaped(text.charAt(++i)));
        } else {
          value.append(c);
        }
      }
      return -1;
    }

    private static String unescaped(char c) {
      return switch (c) {
        case 'n' -> "\n";
        case 'r' -> "\r";
        case 't' -> "\t";
        case '"', '\\', '$' -> String.valueOf(c);
        default -> "\\" + c;
      };
    }
  }
}
