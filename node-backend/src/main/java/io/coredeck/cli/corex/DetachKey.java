package io.coredeck.cli.corex;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// With which key one leaves a terminal.
final class DetachKey {

  /// What Control takes from a character's code.
  private static final int CONTROL = 0x1f;

  @Option(
      names = "--detach-key",
      paramLabel = "CHARACTER",
      defaultValue = "]",
      description = "Leaves together with Ctrl: a letter or one of ] [ \\ ^ _ (]).")
  private String key = "]";

  /// Keys as programs may ask for them: `CSI code ; modifiers u` of kitty's protocol, `CSI 27 ;
  /// modifiers ; code ~` of xterm's modifyOtherKeys. A release, `:3`, is none.
  private static final Pattern KEY =
      Pattern.compile(
          "\033\\[(?:(?<code>[0-9]{1,7})(?::[0-9:]*)?;(?<mods>[0-9]{1,3})(?::[12])?(?:;[0-9:]*)?u"
              + "|27;(?<mods2>[0-9]{1,3});(?<code2>[0-9]{1,7})~)");

  /// Ctrl alone of the modifiers; Caps Lock and Num Lock, which are some too, do not count.
  private static final int CTRL = 4;

  private static final int LOCKS = 64 | 128;

  /// @param typed what a terminal sent
  /// @param code the byte the key is
  /// @return where the key begins, in any form; -1 if it is not there
  static int place(byte[] typed, int code) {
    var text = new String(typed, StandardCharsets.ISO_8859_1);
    var plain = text.indexOf(code);
    var found = KEY.matcher(text);
    while (found.find() && (plain < 0 || found.start() < plain)) {
      var isKitty = found.group("code") != null;
      var key = Integer.parseInt(found.group(isKitty ? "code" : "code2"));
      var modifiers = Integer.parseInt(found.group(isKitty ? "mods" : "mods2")) - 1;
      if ((modifiers & ~LOCKS) == CTRL && key > ' ' && key < 127 && (key & CONTROL) == code) {
        return found.start();
      }
    }
    return plain;
  }

  /// @return the byte that key is
  int code() throws CliException {
    if (!key.matches("[a-zA-Z\\]\\[\\\\^_]")) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "--detach-key is '%s'; it must be a letter or one of ] [ \\ ^ _".formatted(key));
    }
    return key.charAt(0) & CONTROL;
  }
}
