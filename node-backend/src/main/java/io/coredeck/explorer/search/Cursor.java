package io.coredeck.explorer.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.find.Field.Form;
import io.coredeck.explorer.store.find.Query;
import io.coredeck.explorer.store.find.Query.Position;
import io.coredeck.web.RefusedException;
import java.util.Base64;
import java.util.regex.Pattern;

/// A place in a list as text, for who goes on from there. It names the order it belongs to; nothing
/// in it is secret to who may see the list, and nothing in it is trusted.
final class Cursor {

  /// Order, number, key; the key may hold line ends.
  private static final Pattern TEXT =
      Pattern.compile("(?<order>[a-z_-]+)\n(?<id>[0-9]{1,18})\n(?<key>.*)", Pattern.DOTALL);

  private Cursor() {}

  static String of(Query query, Position position) {
    var text = order(query) + "\n" + position.id() + "\n" + position.key();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /// @throws RefusedException 400 if it is no such text, or of another order
  static Position read(String cursor, Query query) {
    try {
      var text = TEXT.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
      if (text.matches()) {
        if (!text.group("order").equals(order(query))) {
          throw new RefusedException(
              400,
              "after is of a list sorted by %s; it must be of the same sort=%s"
                  .formatted(text.group("order"), order(query)));
        }
        return new Position(key(query, text.group("key")), Long.parseLong(text.group("id")));
      }
    } catch (IllegalArgumentException _) { // no base64, or no such number
      throw unknown();
    }
    throw unknown();
  }

  private static RefusedException unknown() {
    return new RefusedException(
        400, "after is no text of the header Next; it must be, or be left out");
  }

  private static String order(Query query) {
    return (query.isDescending() ? "-" : "") + query.sort().name();
  }

  private static Object key(Query query, String text) {
    if (query.sort().isText()) {
      return text;
    }
    return query.sort().form() == Form.AMOUNT
        ? (Object) Double.parseDouble(text)
        : Long.parseLong(text);
  }
}
