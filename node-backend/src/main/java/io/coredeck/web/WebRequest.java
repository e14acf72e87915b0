package io.coredeck.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/// A call as a handler sees it. Used by one thread at a time.
public final class WebRequest {

  /// The largest body that {@link #body()} and {@link #text()} take.
  public static final int BODY_LIMIT = 1 << 20;

  /// How much of an oversized body is read and thrown away, so that the caller gets to read the
  /// answer instead of seeing a cut connection.
  private static final long DRAIN_LIMIT = 16L << 20;

  private final Request request;
  private final Map<String, String> parameters;
  private final Fields query;
  private final Bodies bodies;
  private final int most;

  WebRequest(Request request, Map<String, String> parameters, Fields query, Bodies bodies) {
    this(request, parameters, query, bodies, BODY_LIMIT);
  }

  private WebRequest(
      Request request, Map<String, String> parameters, Fields query, Bodies bodies, int most) {
    this.request = request;
    this.parameters = parameters;
    this.query = query;
    this.bodies = bodies;
    this.most = most;
  }

  /// @param bytes what {@link #body()} and {@link #text()} take, instead of {@link #BODY_LIMIT}
  /// @return the same call
  public WebRequest withLimit(int bytes) {
    return new WebRequest(request, parameters, query, bodies, bytes);
  }

  /// @return e.g. `GET`
  public String method() {
    return request.getMethod();
  }

  /// @return path and query exactly as they were sent, e.g. `/api/v1/users?page=2`
  public String target() {
    return request.getHttpURI().getPathQuery();
  }

  /// @return path exactly as it was sent, e.g. `/api/v1/users`
  public String path() {
    return request.getHttpURI().getPath();
  }

  /// @param name a parameter of the route's template
  /// @return its value, decoded
  /// @throws IllegalArgumentException if the template has no such parameter
  public String parameter(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /// @return the parameters of the route's template, decoded, in the order of the path
  public Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /// @return the first value of a query parameter, decoded; empty if it is absent
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.getValue(name));
  }

  /// @return all parameters of the query, decoded, each with its values in order
  public Map<String, List<String>> queries() {
    var all = new LinkedHashMap<String, List<String>>();
    query.forEach(field -> all.put(field.getName(), List.copyOf(field.getValues())));
    return Collections.unmodifiableMap(all);
  }

  /// @param name in any case
  /// @return a header's value, several of the same name joined with `, `; empty if it is absent
  public Optional<String> header(String name) {
    var values = request.getHeaders().getValuesList(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  /// @return the caller's IP address
  public String remoteAddress() {
    return Request.getRemoteAddr(request);
  }

  /// @return the body, at most {@link #BODY_LIMIT} bytes or what {@link #withLimit} says
  /// @throws RefusedException as {@link #body(int)}
  public byte[] body() {
    return body(most);
  }

  /// @return the body as UTF-8, whatever its headers say, as large as {@link #body()}
  /// @throws RefusedException as {@link #body(int)}
  public String text() {
    return new String(body(), UTF_8);
  }

  /// @param limit bytes
  /// @return the body
  /// @throws RefusedException 413 if it is larger, 400 if it breaks off, 408 if it comes too
  ///   slowly, 503 if the bodies being received now are too large together
  public byte[] body(int limit) {
    try (var in = stream(limit)) {
      return bodies.read(request, in);
    } catch (IOException e) {
      throw new RefusedException(400, "the body of the request breaks off: " + e.getMessage());
    }
  }

  /// @param limit bytes; reading on throws a {@link RefusedException} with 413
  /// @return the body, to be read by this thread before the handler answers
  /// @throws RefusedException 413 if the length is announced and larger
  public InputStream stream(long limit) {
    var in = Content.Source.asInputStream(request);
    if (request.getLength() > limit) {
      throw tooLarge(in, limit);
    }
    return new LimitedStream(in, limit);
  }

  private static RefusedException tooLarge(InputStream in, long limit) {
    drain(in);
    return new RefusedException(
        413, "the body of the request is too large; it must be at most %d bytes".formatted(limit));
  }

  private static void drain(InputStream in) {
    var left = DRAIN_LIMIT;
    try {
      while (left > 0) {
        var skipped = in.readNBytes((int) Math.min(left, 1 << 16)).length;
        left = skipped == 0 ? 0 : left - skipped;
      }
    } catch (IOException e) {
      System.getLogger(WebRequest.class.getName())
          .log(System.Logger.Level.DEBUG, "the caller left in the middle of too large a body", e);
    }
  }

  /// Counts what is read and stops at the limit.
  private static final class LimitedStream extends InputStream {
    private final InputStream in;
    private final long limit;
    private long count;

    LimitedStream(InputStream in, long limit) {
      this.in = in;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      var read = in.read(target, offset, length);
      if (read > 0) {
        count += read;
      }
      if (count > limit) {
        throw tooLarge(in, limit);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
