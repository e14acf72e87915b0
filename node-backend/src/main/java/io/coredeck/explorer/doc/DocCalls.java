package io.coredeck.explorer.doc;

import io.coredeck.explorer.door.Doors;
import io.coredeck.web.Answer;
import io.coredeck.web.WebRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;

/// The calls that describe all calls: OpenAPI in YAML, checked against {@link Doors} by a test, and
/// Swagger UI from its webjar to read and try it with.
public final class DocCalls {

  private static final String DESCRIPTION = "openapi.yaml";

  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /// The page runs scripts of this server alone and is shown in no other. Swagger UI sets styles of
  /// elements itself.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String NOT_CHANGING = "public, max-age=86400";

  /// The page's files: ours beside this class, the others in the webjar.
  private static final Map<String, String> TYPES =
      Map.of(
          "start.js", "text/javascript; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "swagger-ui.css", "text/css; charset=utf-8",
          "favicon-32x32.png", "image/png");

  private final String webjar;

  private DocCalls(String webjar) {
    this.webjar = webjar;
  }

  /// Adds the calls.
  ///
  /// @throws IOException if Swagger UI is not on the class path
  public static void open(Doors doors) throws IOException {
    var calls = new DocCalls("/META-INF/resources/webjars/swagger-ui/" + versionOfWebjar() + "/");
    doors
        .anybody(
            "GET", "/openapi.yaml", _ -> Answer.bytes(200, "application/yaml", own(DESCRIPTION)))
        .anybody("GET", "/docs", _ -> page())
        .anybody("GET", "/docs/{file}", calls::file);
  }

  private static String versionOfWebjar() throws IOException {
    try (var in = DocCalls.class.getResourceAsStream(WEBJAR)) {
      if (in == null) {
        throw new IOException("swagger-ui is not on the class path; build the program again");
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    }
  }

  private static Answer page() throws IOException {
    return Answer.bytes(200, "text/html; charset=utf-8", own("docs.html"))
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer");
  }

  private Answer file(WebRequest request) throws IOException {
    var name = request.parameter("file");
    var type = TYPES.get(name);
    if (type == null) {
      return Answer.notFound();
    }
    var content = name.equals("start.js") ? own(name) : resource(webjar + name);
    return Answer.bytes(200, type, content)
        .with("Cache-Control", NOT_CHANGING)
        .with("X-Content-Type-Options", "nosniff");
  }

  private static byte[] own(String name) throws IOException {
    return resource("/io/coredeck/explorer/doc/" + name);
  }

  private static byte[] resource(String path) throws IOException {
    try (var in = DocCalls.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException(path + " is not on the class path; build the program again");
      }
      return in.readAllBytes();
    }
  }
}
