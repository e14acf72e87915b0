package io.coredeck.explorer.call;

import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.web.RefusedException;
import java.util.Optional;

/// What a caller may do: the one place where roles are looked at.
///
/// A user of the grid without an account signs for itself and has all rights over what is its own,
/// as clients of the original have.
public final class Rights {

  private Rights() {}

  /// @throws RefusedException 403 if the caller's account is disabled
  public static void requireEnabled(Reading records, long tid) {
    if (account(records, tid).filter(own -> own.standing().isDisabled()).isPresent()) {
      throw new RefusedException(403, "the account is disabled; ask an admin");
    }
  }

  /// @throws RefusedException 403 if the caller's account is disabled or its password must be
  ///   changed first
  public static void requireStanding(Reading records, long tid) {
    requireEnabled(records, tid);
    if (account(records, tid).filter(own -> own.standing().mustChangePassword()).isPresent()) {
      throw new RefusedException(
          403, "the password was set by somebody else; change it before anything else");
    }
  }

  /// @throws RefusedException 403 if the caller's account is that of a viewer, or may do nothing
  ///   now
  public static void requireChange(Reading records, long tid) {
    requireStanding(records, tid);
    if (role(records, tid).filter(role -> !role.mayChange()).isPresent()) {
      throw new RefusedException(
          403, "a viewer may look and not change anything; ask an admin for another role");
    }
  }

  /// @throws RefusedException 403 if the caller is no admin
  public static void requireAdmin(Reading records, long tid) {
    if (!isAdmin(records, tid)) {
      throw new RefusedException(403, "only an admin may do this");
    }
  }

  /// @return whether the caller's account is that of an admin
  public static boolean isAdmin(Reading records, long tid) {
    return role(records, tid).filter(role -> role == Role.ADMIN).isPresent();
  }

  /// @return whether the caller may see what belongs to others
  public static boolean seesAll(Reading records, long tid) {
    return role(records, tid).filter(Role::seesAll).isPresent();
  }

  private static Optional<Role> role(Reading records, long tid) {
    return account(records, tid).map(Account::role);
  }

  private static Optional<Account> account(Reading records, long tid) {
    return records.accountOf(tid).map(AccountEntry::account);
  }
}
