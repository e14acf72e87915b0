package io.coredeck.model.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something found about a wish: what is wrong, in the way, or good to know.
///
/// @param code what it is about
/// @param path of the member it comes from, e.g. `volumes[1].mountpoint`; empty for the whole wish
/// @param message all of it in one sentence, beginning with the place
/// @param is what is there
/// @param mustBe what must be there; empty if nothing must
/// @param toDo what would help; empty if nothing is known
/// @param facts single values for programs: texts, and whole numbers as {@link Long}
public record Finding(
    Code code,
    String path,
    String message,
    String is,
    String mustBe,
    String toDo,
    Map<String, Object> facts) {

  private static final int LONGEST_NAME = 100;

  public Finding {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /// @param is a clause, e.g. `is '/'`
  /// @param mustBe a clause, e.g. `must be a folder`; empty if nothing must
  /// @param toDo a clause that tells what to do; may be empty
  static Finding of(Code code, String path, String is, String mustBe, String toDo) {
    var message = new StringBuilder(path.isEmpty() ? is : path + " " + is);
    if (!mustBe.isEmpty()) {
      message.append("; it ").append(mustBe);
    }
    if (!toDo.isEmpty()) {
      message.append("; ").append(toDo);
    }
    return new Finding(code, path, message.toString(), is, mustBe, toDo, Map.of());
  }

  /// @return a name that somebody chose, short enough to be said of a thousand nodes
  static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  /// @return the same in the words of the original
  Finding saying(String words) {
    return new Finding(code, path, words, is, mustBe, toDo, facts);
  }

  /// @param value a text or a {@link Long}
  /// @return the same with one more fact
  Finding with(String name, Object value) {
    var more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new Finding(code, path, message, is, mustBe, toDo, more);
  }

  /// @return a fact that is a text; empty if there is none
  public String text(String name) {
    return String.valueOf(facts.getOrDefault(name, ""));
  }

  /// @return a fact that is a number; 0 if there is none
  public long number(String name) {
    return facts.get(name) instanceof Long number ? number : 0;
  }
}
