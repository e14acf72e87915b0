package io.coredeck.sdk.account;

import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.ProviderMessages;
import io.coredeck.wire.account.ProviderMessages.Answer;
import io.coredeck.wire.account.ProviderMessages.Begun;
import java.net.URI;
import java.util.Optional;

/// Signing in through the identity provider, with a browser between. The explorer must have one.
///
/// {@snippet file="io/coredeck/explorer/ProviderSignInTest.java" region="provider"}
///
/// Every call throws {@link GridException} if the explorer refuses it or does not answer within 30
/// seconds.
public final class ProviderSignIn {

  private static final String PATH = "/sign-in/provider";

  private ProviderSignIn() {}

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @return what people know the identity provider as that they may sign in through; empty if
  ///   there is none
  public static Optional<String> name(URI explorer) throws GridException, InterruptedException {
    try (var calls = ExplorerCalls.anonymous(explorer)) {
      var name = calls.read(calls.get(PATH), ProviderMessages::name);
      return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
  }

  /// Begins a sign-in.
  ///
  /// @return where the browser goes, and what to keep for the end, out of others' reach
  public static Begun begin(URI explorer) throws GridException, InterruptedException {
    try (var calls = ExplorerCalls.anonymous(explorer)) {
      return calls.read(calls.post(PATH, "{}"), ProviderMessages::begun);
    }
  }

  /// Ends it with what the browser brought back.
  ///
  /// @param client as of {@link AccountClient#signIn}
  /// @throws GridException 401 if the answer is not believed, 403 if the person may not, 409 if the
  ///   account's name is somebody else's, 502 if the provider does not answer
  public static Person end(URI explorer, Answer answer, String client)
      throws GridException, InterruptedException {
    try (var calls = ExplorerCalls.anonymous(explorer)) {
      var body = ProviderMessages.write(answer);
      var reply = calls.post(PATH + "/answer", body, ExplorerCalls.callingFor(client));
      return Person.of(calls.read(reply, AccountMessages::signedIn));
    }
  }
}
