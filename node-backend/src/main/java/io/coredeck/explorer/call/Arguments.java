package io.coredeck.explorer.call;

import io.coredeck.explorer.store.Page;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a call says, decoded.
public final class Arguments {

  private static final int USUAL_SIZE = 100;

  /// Objects and lists of a body in each other. Whoever gets them from here reads more of them, so
  /// what is taken in can always be given out.
  private static final int MOST_LEVELS = 32;

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

  private Arguments() {}

  /// The body, decoded whatever its headers say.
  ///
  /// @param read throws a {@link WireException} if the body is not what it should be
  /// @return what it decodes to
  /// @throws RefusedException 400 with where and what
  public static <T> T body(WebRequest request, Function<String, T> read) {
    return decoded(request.text(), read);
  }

  /// As {@link #body(WebRequest, Function)}.
  ///
  /// @param levels how many objects and lists may stand in each other
  public static <T> T body(WebRequest request, int levels, Function<String, T> read) {
    return decoded(request.text(), levels, read);
  }

  /// A body that was read before, decoded.
  ///
  /// @param read throws a {@link WireException} if the text is not what it should be
  /// @return what it decodes to
  /// @throws RefusedException 400 with where and what
  public static <T> T decoded(String text, Function<String, T> read) {
    return decoded(text, MOST_LEVELS, read);
  }

  private static <T> T decoded(String text, int levels, Function<String, T> read) {
    try {
      return read.apply(Json.shallow(text, levels));
    } catch (WireException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  /// @param name a parameter of the path
  /// @return its value
  /// @throws RefusedException 400 if it is no whole number, 404 if nothing can have that number
  public static long pathNumber(WebRequest request, String name) {
    var text = request.parameter(name);
    if (!DIGITS.matcher(text).matches()) {
      throw new RefusedException(
          400, "invalid id format: '%s' in the path is no whole number".formatted(text));
    }
    return number(text)
        .orElseThrow(() -> new RefusedException(404, "nothing has the number " + text));
  }

  /// @param name a parameter of the query
  /// @return its value; 0 if it is absent or empty
  /// @throws RefusedException 400 if it is no whole number
  public static long queryNumber(WebRequest request, String name) {
    return queryNumber(request, name, 0);
  }

  /// @param name a parameter of the query
  /// @param absent the value if it is absent or empty
  /// @throws RefusedException 400 if it is no whole number
  public static long queryNumber(WebRequest request, String name, long absent) {
    var text = queryText(request, name);
    if (text.isEmpty()) {
      return absent;
    }
    return number(text)
        .orElseThrow(() -> new RefusedException(400, name + " should be an integer"));
  }

  /// @return the number that a text of digits alone is; empty if it is another or too large
  public static Optional<Long> digits(String text) {
    return DIGITS.matcher(text).matches() ? number(text) : Optional.empty();
  }

  /// @param name a parameter of the query
  /// @return its value; empty if it is absent
  public static String queryText(WebRequest request, String name) {
    return request.query(name).orElse("");
  }

  /// The part of a list that `page` (from 1; junk is 1) and `size` (junk is 100, at most 1000) ask
  /// for.
  public static Slice slice(WebRequest request) {
    var page = number(queryText(request, "page")).filter(asked -> asked > 0).orElse(1L);
    var size = number(queryText(request, "size")).filter(asked -> asked > 0);
    return new Slice(
        Math.min(page, Integer.MAX_VALUE),
        size.map(asked -> (int) Math.min(asked, Slice.MOST)).orElse(USUAL_SIZE));
  }

  /// @param json the list's part
  /// @return the answer with the number of pages
  public static Answer paged(String json, Page<?> page, Slice slice) {
    return paged(Answer.json(200, json), page, slice);
  }

  /// @param answer the list's part
  /// @return the answer with the number of pages
  public static Answer paged(Answer answer, Page<?> page, Slice slice) {
    return answer.with("Pages", Long.toString(page.pagesOf(slice.size())));
  }

  private static Optional<Long> number(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return Optional.empty(); // too large
    }
  }
}
