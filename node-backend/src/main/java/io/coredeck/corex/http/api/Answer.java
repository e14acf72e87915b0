package io.coredeck.corex.http.api;

import io.coredeck.corex.wire.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A whole answer.
///
/// @param headers besides the type and those every answer has
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  /// On every answer: nothing is guessed, embedded by other sites, or told to them.
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  public static Answer json(int status, String json) {
    return text(status, JSON, json);
  }

  public static Answer json(String json) {
    return json(HttpStatus.OK_200, json);
  }

  /// @param error as our own routes tell it
  public static Answer error(int status, String error) {
    return json(status, new JsonWriter().member("error", error).end());
  }

  /// @param allowed the methods that are possible, e.g. `GET, DELETE` (RFC 9110, 15.5.6)
  public static Answer notAllowed(String method, String allowed) {
    var error = "%s is not possible here; it must be %s".formatted(method, allowed);
    return error(HttpStatus.METHOD_NOT_ALLOWED_405, error)
        .with(Map.of(HttpHeader.ALLOW.asString(), allowed));
  }

  /// @param reason as the compatible routes tell it, with status 200
  public static Answer refused(String reason) {
    return json(new JsonWriter().member("status", "error").member("reason", reason).end());
  }

  /// A small page for people who followed a wrong link.
  public static Answer page(int status) {
    var text = status + " " + HttpStatus.getMessage(status);
    return text(
        status,
        HTML,
        "<!doctype html><html lang=\"en\"><title>%s</title><h1>%s</h1>\n".formatted(text, text));
  }

  public static Answer text(int status, String type, String text) {
    return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  public static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, "", new byte[0], headers);
  }

  /// @param others headers in place of those it has
  /// @return the same with them
  public Answer with(Map<String, String> others) {
    return new Answer(status, type, body, others);
  }

  /// What every answer has, kept by nobody.
  public static void putAlways(HttpFields.Mutable fields) {
    ALWAYS.forEach(fields::put);
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
  }

  /// @param withBody false for HEAD
  public void send(Response response, boolean withBody, Callback callback) {
    response.setStatus(status);
    var fields = response.getHeaders();
    putAlways(fields);
    headers.forEach(fields::put);
    if (!type.isEmpty()) {
      fields.put(HttpHeader.CONTENT_TYPE, type);
    }
    if (status != HttpStatus.NO_CONTENT_204 && status != HttpStatus.NOT_MODIFIED_304) {
      fields.put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    response.write(true, withBody ? ByteBuffer.wrap(body) : ByteBuffer.allocate(0), callback);
  }
}
