package io.coredeck.explorer.webhook;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.explorer.webhook.send.TargetUrl;
import io.coredeck.model.hook.Webhook;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;

/// Whose webhook a call is about, and who may make it.
final class OwnHooks {

  private OwnHooks() {}

  /// @return the webhook that the path names, which is the caller's
  /// @throws RefusedException 403 if it is not, or the caller may have none; 404 if there is none
  static HookEntry own(Reading records, WebRequest request, Caller caller) {
    var entry = existing(records, request, caller);
    if (entry.hook().tid() != caller.tid()) {
      throw new RefusedException(
          403, "only the owner of webhook %d may do this".formatted(entry.hook().id()));
    }
    return entry;
  }

  /// @return the webhook that the path names, which is the caller's or one an admin looks at
  /// @throws RefusedException 403 if it is not, or the caller may have none; 404 if there is none
  static HookEntry seen(Reading records, WebRequest request, Caller caller) {
    var entry = existing(records, request, caller);
    if (entry.hook().tid() != caller.tid() && !Rights.isAdmin(records, caller.tid())) {
      throw new RefusedException(
          403, "only the owner of webhook %d and admins may do this".formatted(entry.hook().id()));
    }
    return entry;
  }

  private static HookEntry existing(Reading records, WebRequest request, Caller caller) {
    Rights.requireWebhooks(records, caller.tid());
    return records
        .hooks()
        .hook(Arguments.pathNumber(request, "id"))
        .orElseThrow(() -> new RefusedException(404, "webhook not found"));
  }

  /// @return as it is shown to the caller, with how many deliveries wait
  static Webhook shown(Reading records, Webhook hook, Caller caller) {
    var counted = hook.withWaiting(records.hooks().waiting(hook.id()));
    return hook.tid() == caller.tid()
        ? counted
        : counted.with(hook.target().withUrl(TargetUrl.shown(hook.target().url())));
  }
}
