package io.coredeck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.web.Answer;
import io.coredeck.web.Handler;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.security.MessageDigest;
import java.util.LinkedHashMap;

/// The word that lets somebody change what the hub has.
///
/// @param token empty: nobody may
record BearerToken(String token) {
  private static final String BEARER = "bearer ";
  private static final int UNAUTHORIZED = 401;

  /// @throws RefusedException if the caller has another one
  void require(WebRequest request) {
    var given = request.header("Authorization").orElse("");
    var bearer = given.regionMatches(true, 0, BEARER, 0, BEARER.length());
    var word = bearer ? given.substring(BEARER.length()).strip() : "";
    var right = MessageDigest.isEqual(word.getBytes(UTF_8), token.getBytes(UTF_8));
    if (token.isEmpty() || !right) {
      throw new RefusedException(
          UNAUTHORIZED, "uploads need the header Authorization: bearer TOKEN");
    }
  }

  /// @return the same handler for those who have the token
  Handler guarded(Handler handler) {
    return errors(request -> {
      require(request);
      return handler.answer(request);
    });
  }

  /// Errors in the form of the original hub.
  static Handler errors(Handler handler) {
    return request -> {
      try {
        return handler.answer(request);
      } catch (RefusedException e) {
        var error = new LinkedHashMap<String, Object>();
        error.put("status", "error");
        error.put("message", String.valueOf(e.getMessage()));
        var answer = Answer.json(e.status(), Json.writeTree(error));
        return e.status() == UNAUTHORIZED ? answer.with("WWW-Authenticate", "Bearer") : answer;
      }
    };
  }

  @Override
  public String toString() {
    return token.isEmpty() ? "no token" : "a token";
  }
}
