package io.coredeck.explorer.call;

import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.model.Reservation;
import io.coredeck.model.draft.Template;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Role;
import io.coredeck.web.RefusedException;
import java.util.Optional;

/// What a caller may do: the one place where roles are looked at.
///
/// A user of the grid without an account signs for itself and has all rights over what is its own,
/// as clients of the original have.
public final class Rights {

  private Rights() {}

  /// @throws RefusedException 403 if the caller's account is disabled, has no role at its identity
  ///   provider any more, or was deleted
  public static void requireEnabled(Reading records, long tid) {
    var account = account(records, tid);
    if (account.isEmpty() && records.people().isBarred(tid)) {
      throw new RefusedException(403, "the account of this user was deleted; ask an admin");
    }
    if (account.filter(own -> own.standing().isDisabled()).isPresent()) {
      throw new RefusedException(403, "the account is disabled; ask an admin");
    }
    if (account.filter(own -> own.standing().isLapsed()).isPresent()) {
      throw new RefusedException(
          403,
          "the identity provider gave the account no role when last asked; sign in again once it does");
    }
  }

  /// @throws RefusedException 403 as {@link #requireEnabled}, or if the account's password must be
  ///   changed first
  public static void requireStanding(Reading records, long tid) {
    requireEnabled(records, tid);
    if (account(records, tid).filter(own -> own.standing().mustChangePassword()).isPresent()) {
      throw new RefusedException(
          403, "the password was set by somebody else; change it before anything else");
    }
  }

  /// @throws RefusedException 403 if the caller's account is that of a viewer, or may do nothing
  ///   now; or if the caller has no account and was not admitted
  public static void requireChange(Reading records, long tid) {
    requireOwnChange(records, tid);
    if (!isAdmitted(records, tid)) {
      throw new RefusedException(
          403,
          "user %d is registered and not admitted; an admin admits it, on the dashboard's page of users or with 'coredeck user admit %d'"
              .formatted(tid, tid));
    }
  }

  /// For what the caller says of itself.
  ///
  /// @throws RefusedException 403 as {@link #requireChange}, but to who was not admitted
  public static void requireOwnChange(Reading records, long tid) {
    requireStanding(records, tid);
    if (role(records, tid).filter(role -> !role.mayChange()).isPresent()) {
      throw new RefusedException(
          403, "a viewer may look and not change anything; ask an admin for another role");
    }
  }

  /// @return whether the user has an account, whose role says what it may, or was admitted without
  public static boolean isAdmitted(Reading records, long tid) {
    return role(records, tid).isPresent()
        || records.admissions().ofUser(tid).filter(Admission.ADMITTED::equals).isPresent();
  }

  /// @param mayBeUnknown whether workloads may wait for a node that never registered
  /// @throws RefusedException 403 if the node was not admitted
  public static void requireAdmittedNode(Reading records, String nodeId, boolean mayBeUnknown) {
    var admission = records.admissions().ofNode(nodeId);
    if (admission.isEmpty() ? !mayBeUnknown : admission.get() != Admission.ADMITTED) {
      throw new RefusedException(
          403,
          "node %s is not admitted; the owner of its farm or an admin admits it, on the dashboard's page of nodes or with 'coredeck node admit %s'"
              .formatted(nodeId, nodeId));
    }
  }

  /// @throws RefusedException 403 if the caller is no admin
  public static void requireAdmin(Reading records, long tid) {
    if (!isAdmin(records, tid)) {
      throw new RefusedException(403, "only an admin may do this");
    }
  }

  /// @throws RefusedException 403 if the caller neither owns the farm nor is an admin
  public static void requireFarmer(Reading records, long tid, Farm farm) {
    if (farm.threebotId() != tid && !isAdmin(records, tid)) {
      throw new RefusedException(
          403, "only the owner of the farm %s and admins may do this".formatted(farm.name()));
    }
  }

  /// Admins and operators look after everybody's workloads. Its customer may remove it alone if it
  /// alone is asked to sign the deletion.
  ///
  /// @throws RefusedException 403 if the caller may not remove the workload
  public static void requireKeeper(Reading records, long tid, Reservation workload) {
    var wanted = workload.signingRequestDelete();
    var decidesAlone =
        workload.customerTid() == tid && wanted.signers().contains(tid) && wanted.quorumMin() == 1;
    if (!decidesAlone && role(records, tid).filter(Role::seesAll).isEmpty()) {
      throw new RefusedException(
          403,
          workload.customerTid() == tid
              ? "%d signatures are needed to delete it; sign with …/sign/delete"
                  .formatted(wanted.quorumMin())
              : "only its customer, operators and admins may delete it");
    }
  }

  /// What was set for a workload, and what comes out of it, is not for everybody.
  ///
  /// @param what is asked for, e.g. `the draft`
  /// @throws RefusedException 403 if the workload is neither the caller's nor the caller one who
  ///   sees everybody's
  public static void requireInsight(Reading records, long tid, Reservation workload, String what) {
    if (workload.customerTid() != tid && !seesAll(records, tid)) {
      throw new RefusedException(
          403, "only its customer, operators and admins get %s of a workload".formatted(what));
    }
  }

  /// @throws RefusedException 403 if the template is neither the caller's nor shared
  public static void requireReader(Reading records, long tid, Template template) {
    if (template.tid() != tid && !template.isShared()) {
      throw new RefusedException(403, "the template is somebody else's and not shared");
    }
  }

  /// What everybody begins with is changed by those who look after everybody.
  ///
  /// @throws RefusedException 403 if the caller may not change the template
  public static void requireTemplateKeeper(Reading records, long tid, Template template) {
    if (template.isShared()) {
      requireSharer(records, tid);
    } else if (template.tid() != tid) {
      throw new RefusedException(403, "the template is somebody else's");
    }
  }

  /// @throws RefusedException 403 if the caller may not have templates that everybody sees
  public static void requireSharer(Reading records, long tid) {
    if (!seesAll(records, tid)) {
      throw new RefusedException(
          403, "only operators and admins share templates, and change those that are shared");
    }
  }

  /// Webhooks have the explorer call others, so they are not for everybody who registers.
  ///
  /// @throws RefusedException 403 if the caller has no account, or only a viewer's, or may do
  ///   nothing now
  public static void requireWebhooks(Reading records, long tid) {
    requireStanding(records, tid);
    if (!mayHaveWebhooks(records, tid)) {
      throw new RefusedException(
          403, "webhooks are for people with an account that may change things; ask an admin");
    }
  }

  /// @return whether the user may have webhooks
  public static boolean mayHaveWebhooks(Reading records, long tid) {
    return account(records, tid)
        .filter(own -> own.role().mayChange())
        .filter(own -> !own.standing().isDisabled() && !own.standing().isLapsed())
        .isPresent();
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
