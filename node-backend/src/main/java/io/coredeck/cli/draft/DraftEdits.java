package io.coredeck.cli.draft;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import io.coredeck.wire.draft.DraftForm;
import io.coredeck.wire.draft.DraftPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// Changes of a draft that a command brings with it.
final class DraftEdits {

  /// Members that are no texts.
  private static final Set<Object> VALUES =
      Set.of(
          "cpu",
          "memory",
          "disk_size",
          "size",
          "pool_id",
          "workload_id",
          "interactive",
          "public_ip6",
          "yggdrasil_ip");

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Changes a part of it, like capacity.memory=2048 or environment.MODE=live.")
  private List<String> sets = List.of();

  @Option(
      names = "--unset",
      paramLabel = "PATH",
      description = "Takes a part away, like environment.MODE or volumes[1].")
  private List<String> unsets = List.of();

  boolean isEmpty() {
    return sets.isEmpty() && unsets.isEmpty();
  }

  /// @return the draft with the changes, in the one form of drafts
  /// @throws CliException if one cannot be made
  JsonValue applied(JsonValue draft) throws CliException {
    var changed = draft;
    try {
      for (var set : sets) {
        var sign = set.indexOf('=');
        if (sign < 0) {
          throw new IllegalArgumentException(
              "'%s' says no value; it must be PATH=VALUE".formatted(set));
        }
        var path = DraftPath.parse(set.substring(0, sign));
        changed = path.with(changed, Optional.of(value(path, set.substring(sign + 1))));
      }
      for (var unset : unsets) {
        changed = DraftPath.parse(unset).with(changed, Optional.empty());
      }
      return DraftForm.plain(changed);
    } catch (WireException e) {
      throw new CliException(ExitCode.WRONG_CALL, e.reason());
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.WRONG_CALL, String.valueOf(e.getMessage()));
    }
  }

  /// Before an `@` in an address of logs or statistics a password may stand.
  private static boolean isSecret(DraftPath path, String text) {
    var first = path.steps().getFirst();
    if ("environment".equals(first)) {
      return false;
    }
    var isAddress = "logs".equals(first) || "stats".equals(first);
    return (isAddress && text.contains("@"))
        || path.steps().stream()
            .anyMatch(step -> step instanceof String name && name.startsWith("secret_"));
  }

  private static JsonValue value(DraftPath path, String text) {
    if (!text.isEmpty() && isSecret(path, text)) {
      throw new IllegalArgumentException(
          "%s is secret, and others on this machine see what a command is called with; write it in the file, or set the variable and use --secrets-from-env"
              .formatted(path));
    }
    var isOpen = "environment".equals(path.steps().getFirst());
    var isTree = !isOpen && (text.startsWith("{") || text.startsWith("["));
    var isValue = !isOpen && !text.contains("${") && VALUES.contains(path.steps().getLast());
    try {
      return Json.tree(isTree || isValue ? text : Json.writeTree(text));
    } catch (WireException e) {
      throw new IllegalArgumentException(
          "%s cannot be '%s'; it must be a number, true, false or JSON".formatted(path, text), e);
    }
  }
}
