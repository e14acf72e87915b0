package io.coredeck.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The scripts a page is known to need, so that browsers fetch and compile them at once and side by
/// side (`modulepreload` of the HTML standard) instead of one round trip after the other.
///
/// @param everywhere of every page, as addresses beside the page's base
/// @param signedIn of pages behind the sign-in
record Preloads(List<String> everywhere, List<String> signedIn) {

  private static final String VAADIN = "VAADIN/build/";
  private static final String OWN = "webjars/coredeck/";
  private static final Pattern ENTRY = Pattern.compile("VAADIN/build/(indexhtml-[\\w-]+\\.js)");

  /// In the bundle's entry: everything that it loads later, and what that needs.
  private static final Pattern NAMED = Pattern.compile("[\"`]\\./([\\w-]+\\.js)[\"`]");

  /// In a module: what it does not run without.
  private static final Pattern IMPORTED =
      Pattern.compile("\\b(?:from|import)\"\\./([\\w-]+\\.js)\"");

  /// Reads what was built.
  ///
  /// @param classes of the program, where the bundle and our own scripts are
  /// @throws IOException if they are not there
  static Preloads read(ClassLoader classes) throws IOException {
    var entry = ENTRY.matcher(text(classes, "META-INF/VAADIN/webapp/index.html"));
    if (!entry.find()) {
      throw new IOException("the page of Vaadin's bundle names no script to begin with");
    }
    var everywhere = new LinkedHashSet<String>();
    var named = NAMED.matcher(text(classes, "META-INF/VAADIN/webapp/" + VAADIN + entry.group(1)));
    while (named.find()) {
      everywhere.add(VAADIN + named.group(1));
    }
    follow(classes, "theme.js", everywhere);
    var signedIn = new LinkedHashSet<String>();
    follow(classes, "frame.js", signedIn);
    signedIn.removeAll(everywhere);
    return new Preloads(List.copyOf(everywhere), List.copyOf(signedIn));
  }

  private static void follow(ClassLoader classes, String name, Set<String> found)
      throws IOException {
    if (found.add(OWN + name)) {
      var imported = IMPORTED.matcher(text(classes, "META-INF/resources/" + OWN + name));
      while (imported.find()) {
        follow(classes, imported.group(1), found);
      }
    }
  }

  private static String text(ClassLoader classes, String resource) throws IOException {
    try (var stream = classes.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException("the program has no " + resource + "; build it again");
      }
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
