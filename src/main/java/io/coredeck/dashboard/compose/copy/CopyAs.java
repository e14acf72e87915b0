package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;
import java.util.Locale;

/// The forms in which a draft can be copied. The programs do what Deploy does: they make a new
/// network and new volumes first. What is secret is not in them; they take it from variables.
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

  /// @return whether it is to be run; else it is to be opened again
  public boolean isProgram() {
    return this != JSON && this != YAML;
  }

  /// @param explorer base URL
  /// @param tid of the person
  /// @return text to paste
  public String of(Draft draft, URI explorer, long tid) {
    return switch (this) {
      case CURL -> CurlText.of(Wanted.of(draft), explorer, tid);
      case COMMAND_LINE -> ShellText.commandLine(Wanted.of(draft));
      case JAVA -> JavaText.of(Wanted.of(draft), explorer);
      case PYTHON -> PythonText.of(Wanted.of(draft), explorer, tid);
      case JSON -> DraftFormat.JSON.print(Openly.of(draft)) + "\n";
      case YAML -> DraftFormat.YAML.print(Openly.of(draft)) + "\n";
    };
  }
}
