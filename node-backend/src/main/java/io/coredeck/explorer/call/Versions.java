package io.coredeck.explorer.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Lets who changes something say which state of it was seen, so that nobody's change is lost by
/// another's that came between: `ETag` and `If-Match` of RFC 9110.
public final class Versions {
  private static final int TAG_BYTES = 16;

  private Versions() {}

  /// @param document what is kept of the object
  /// @return the answer with the object's tag; only for callers who see all of it, because who
  ///   guesses the rest could find it out by the tag
  public static Answer tagged(Answer answer, String document) {
    return answer.with("ETag", tag(document));
  }

  /// @param document what is kept of the object, in the transaction that changes it
  /// @throws RefusedException 412 if the call says which state it means and it is another
  public static void require(WebRequest request, String document) {
    requireTag(request, tag(document));
  }

  private static void requireTag(WebRequest request, String tag) {
    var wanted = request.header("if-match").orElse("").strip();
    if (!wanted.isEmpty()
        && !wanted.equals("*")
        && Arrays.stream(wanted.split(",", -1)).map(String::strip).noneMatch(tag::equals)) {
      throw new RefusedException(
          412, "it has been changed since; get it again and make your change to what it is now");
    }
  }

  /// @param state says which one it is, without quotes
  /// @return the answer with that as the object's tag
  public static Answer stated(Answer answer, String state) {
    return answer.with("ETag", '"' + state + '"');
  }

  /// @param state of the object, as {@link #stated} tells it, in the transaction that changes it
  /// @throws RefusedException 412 as {@link #require}
  public static void requireState(WebRequest request, String state) {
    requireTag(request, '"' + state + '"');
  }

  private static String tag(String document) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(document.getBytes(UTF_8));
      return "\"" + HexFormat.of().formatHex(sum, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
