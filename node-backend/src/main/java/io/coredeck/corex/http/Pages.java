package io.coredeck.corex.http;

import io.coredeck.corex.http.api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.eclipse.jetty.http.HttpStatus;

/// The page of CoreX and its parts, from the class path.
final class Pages {
  private static final String ROOT = "META-INF/resources/webjars/coredeck/";

  /// The page's own parts come first, then what it shares with the dashboard.
  private static final List<String> FOLDERS = List.of(ROOT + "corex/", ROOT);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /// Addresses that are not of the machine itself: browsers talk plain HTTP with those, ignore an
  /// opener policy there and complain about it on every page.
  private static final Pattern PLAIN = Pattern.compile("(?!127\\.)[0-9.]+(:|$)|\\[(?!::1\\])");

  private static final Pattern HASHED = Pattern.compile(".*-[0-9A-Za-z]{8,}\\.[a-z0-9]+");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Optional<Path> index;
  private final String frameAncestors;

  /// @param index in place of our own first page
  /// @param frameAncestors origins whose pages may show ours in a frame
  Pages(Optional<Path> index, List<String> frameAncestors) {
    this.index = index;
    this.frameAncestors = frameAncestors.isEmpty() ? "'none'" : String.join(" ", frameAncestors);
  }

  /// How a browser came to us.
  ///
  /// @param host what it calls us, allowed by the {@link Gate}
  /// @param secure whether it has the page by TLS for sure
  record Visit(String host, boolean secure) {}

  /// @param known the ETag the browser has, or empty
  Answer index(Visit visit, String known) {
    if (index.isEmpty()) {
      return html("index.html", visit, known);
    }
    try {
      return html(Files.readAllBytes(index.get()), ofOthers(), visit, known);
    } catch (IOException e) {
      return Answer.page(HttpStatus.NOT_FOUND_404);
    }
  }

  Answer attach(Visit visit, String known) {
    return html("attach.html", visit, known);
  }

  /// @param path what stands after `/assets/`
  Answer asset(String path, String known) {
    for (var part : path.split("/", -1)) {
      if (!NAME.matcher(part).matches()) {
        return Answer.page(HttpStatus.NOT_FOUND_404);
      }
    }
    var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return Answer.page(HttpStatus.NOT_FOUND_404);
    }
    var caching =
        HASHED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache";
    return FOLDERS.stream()
        .map(folder -> resource(folder + path))
        .flatMap(Optional::stream)
        .findFirst()
        .map(bytes -> tagged(type, bytes, known, Map.of("Cache-Control", caching)))
        .orElseGet(() -> Answer.page(HttpStatus.NOT_FOUND_404));
  }

  private Answer html(String name, Visit visit, String known) {
    return resource(FOLDERS.getFirst() + name)
        .map(bytes -> html(bytes, policy(visit), visit, known))
        .orElseGet(() -> Answer.page(HttpStatus.NOT_FOUND_404));
  }

  private static Answer html(byte[] bytes, String policy, Visit visit, String known) {
    var headers =
        new HashMap<>(Map.of("Cache-Control", "no-cache", "Content-Security-Policy", policy));
    if (visit.secure() || !PLAIN.matcher(visit.host()).lookingAt()) {
      headers.put("Cross-Origin-Opener-Policy", "same-origin");
    }
    return tagged(TYPES.getOrDefault("html", ""), bytes, known, headers);
  }

  /// Scripts only from us; styles also inline, because the terminal makes its own. Without TLS of
  /// ours it is not known whether a proxy in front has it.
  private String policy(Visit visit) {
    var sockets =
        visit.secure() ? "wss://" + visit.host() : "ws://%1$s wss://%1$s".formatted(visit.host());
    return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "font-src 'self'; img-src 'self' data:; connect-src 'self' %s; ".formatted(sockets)
        + "base-uri 'none'; form-action 'none'; frame-ancestors "
        + frameAncestors;
  }

  /// For a page of whoever started CoreX: it is one file, so its scripts are inline.
  private String ofOthers() {
    return "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
        + frameAncestors;
  }

  private static Answer tagged(
      String type, byte[] bytes, String known, Map<String, String> headers) {
    var sum = new CRC32();
    sum.update(bytes);
    var tag = "\"%08x-%x\"".formatted(sum.getValue(), bytes.length);
    var all = new HashMap<>(headers);
    all.put("ETag", tag);
    return known.equals(tag)
        ? Answer.empty(HttpStatus.NOT_MODIFIED_304, all)
        : new Answer(HttpStatus.OK_200, type, bytes, all);
  }

  private static Optional<byte[]> resource(String name) {
    try (var content = Pages.class.getClassLoader().getResourceAsStream(name)) {
      return content == null ? Optional.empty() : Optional.of(content.readAllBytes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
