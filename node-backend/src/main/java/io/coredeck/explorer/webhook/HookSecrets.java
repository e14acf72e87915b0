package io.coredeck.explorer.webhook;

import io.coredeck.explorer.account.KeySeal;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.explorer.webhook.send.Signing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What deliveries are signed with: kept sealed, as people's keys are.
final class HookSecrets {

  private final KeySeal seal;

  HookSecrets(KeySeal seal) {
    this.seal = seal;
  }

  /// A new secret.
  ///
  /// @param text what its webhook's owner gets, once
  /// @param sealed what is kept
  record Fresh(String text, String sealed) {

    @Override
    public String toString() {
      return "Fresh[hidden]";
    }
  }

  /// @param hook the number of the webhook it is for
  Fresh fresh(long hook) {
    var text = Signing.newSecret();
    return new Fresh(text, seal.seal(owner(hook), text));
  }

  /// @return whether the explorer's key file is the one that the secret was sealed with
  boolean canOpen(HookEntry entry) {
    try {
      var _ = seal.open(owner(entry.hook().id()), entry.secret());
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// @param now seconds since 1970
  /// @return the secret, and as long as it is good the one before
  /// @throws IOException if the explorer's key file is another one than they were sealed with
  List<String> of(HookEntry entry, long now) throws IOException {
    var owner = owner(entry.hook().id());
    var secrets = new ArrayList<String>();
    secrets.add(seal.open(owner, entry.secret()));
    if (!entry.oldSecret().isEmpty() && now < entry.hook().standing().oldSecretUntil()) {
      secrets.add(seal.open(owner, entry.oldSecret()));
    }
    return List.copyOf(secrets);
  }

  /// No account has such a name, so no key of one can be taken for a secret.
  private static String owner(long hook) {
    return "webhook\n" + hook;
  }
}
