package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;
import java.util.Locale;

/// The forms in which a draft can be copied. Where a secret belongs stands what to put there;
/// passwords of endpoints are left out.
public enum CopyAs {
  CURL("terminal"),
  COMMAND_LINE("square-terminal"),
  JAVA("braces"),
  PYTHON("braces"),
  JSON("file-json"),
  YAML("file-text");

  private final String icon;

  CopyAs(String icon) {
    this.icon = icon;
  }

  /// @return what the menu calls it
  public String title() {
    return Texts.of(CopyAs.class).get(name().toLowerCase(Locale.ROOT).replace('_', '-'));
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
