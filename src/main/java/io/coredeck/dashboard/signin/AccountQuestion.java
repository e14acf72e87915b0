package io.coredeck.dashboard.signin;

import io.coredeck.model.registry.Account;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the explorer for somebody's account while a page waits for it: briefly, and for some
/// seconds not at all where no answer came in time, so that an explorer that hangs does not take
/// the threads that answer pages.
final class AccountQuestion {

  private static final System.Logger LOG = System.getLogger(AccountQuestion.class.getName());

  private final URI explorer;
  private final Duration limit;
  private final Duration pause;

  /// By {@link System#nanoTime}.
  private volatile long silentUntil = System.nanoTime();

  /// @param explorer with its base path
  /// @param limit of the wait for an answer
  /// @param pause after an answer that did not come in time; nobody asks meanwhile
  AccountQuestion(URI explorer, Duration limit, Duration pause) {
    this.explorer = explorer;
    this.limit = limit;
    this.pause = pause;
  }

  /// @param one whose account is asked for
  /// @param client address of the machine the person sits at
  /// @return empty if the explorer does not answer now
  /// @throws GridException if it refuses, or answers what makes no sense
  Optional<Account> own(KeptSignIns.SignIn one, String client)
      throws GridException, InterruptedException {
    if (System.nanoTime() - silentUntil < 0) {
      return Optional.empty();
    }
    var asking = new FutureTask<>(() -> asked(one, client));
    Thread.ofVirtual().name("account-question").start(asking);
    try {
      return Optional.of(asking.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      silentUntil = System.nanoTime() + pause.toNanos();
      LOG.log(
          Level.INFO, "sign-ins that were kept wait: the explorer does not answer in {0}", limit);
      return Optional.empty();
    } catch (ExecutionException e) {
      return silent(e);
    } finally {
      asking.cancel(true);
    }
  }

  private static Optional<Account> silent(ExecutionException e) throws GridException {
    if (!(e.getCause() instanceof GridException refusal)) {
      throw new IllegalStateException("the explorer cannot be asked for an account", e);
    }
    if (!refusal.isSilence()) {
      throw refusal;
    }
    LOG.log(Level.INFO, "a sign-in that was kept waits: {0}", refusal.getMessage());
    return Optional.empty();
  }

  private Account asked(KeptSignIns.SignIn one, String client)
      throws GridException, InterruptedException {
    try (var accounts =
        AccountClient.connect(explorer, one.keys(), one.tid(), client, one.session())) {
      return accounts.own();
    }
  }
}
