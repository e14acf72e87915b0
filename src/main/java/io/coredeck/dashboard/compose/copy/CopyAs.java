package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import java.net.URI;

/// The forms in which a draft can be copied. Where a secret belongs stands what to put there;
/// passwords of endpoints are left out.
public enum CopyAs {
  CURL("curl", "terminal"),
  COMMAND_LINE("Coredeck command line", "square-terminal"),
  JAVA("Java SDK", "braces"),
  PYTHON("Python SDK", "braces"),
  JSON("JSON", "file-json"),
  YAML("YAML", "file-text");

  private final String title;
  private final String icon;

  CopyAs(String title, String icon) {
    this.title = title;
    this.icon = icon;
  }

  /// @return what the menu calls it
  public String title() {
    return title;
  }

  /// @return name of its icon
  public String icon() {
    return icon;
  }

  /// @param explorer base URL
  /// @param tid of the person
  /// @return text to paste
  public String of(Draft draft, URI explorer, long tid) {
    var open = Openly.of(draft);
    return switch (this) {
      case CURL -> ShellText.curl(open, explorer, tid);
      case COMMAND_LINE -> ShellText.commandLine(open);
      case JAVA -> JavaText.of(open, explorer, tid);
      case PYTHON -> PythonText.of(open);
      case JSON -> DraftFormat.JSON.print(open) + "\n";
      case YAML -> DraftFormat.YAML.print(open) + "\n";
    };
  }
}
