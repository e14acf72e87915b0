package io.coredeck.explorer.store;

import io.coredeck.explorer.store.hook.HookWriting;
import io.coredeck.explorer.store.session.SessionWriting;
import io.coredeck.explorer.store.template.TemplateWriting;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;

/// The records while nobody else changes them. Valid only inside the work it was given to; if that
/// work fails, nothing of it has happened.
///
/// The caller has checked what must be unique; breaking it here fails the work.
public interface Writing extends Reading {

  /// How many proofs of a node are kept.
  int MOST_PROOFS = 10;

  /// @param user its number is ignored
  /// @return the same with its number
  User add(User user);

  /// Replaces a user.
  void put(User user);

  /// Adds or replaces an account.
  void put(AccountEntry account);

  /// Removes an account, if it is there, and what links it to an identity provider; its user of the
  /// grid stays.
  void removeAccount(String name);

  @Override
  AdmissionWriting admissions();

  /// Who was let in, to be changed.
  interface AdmissionWriting extends Admissions {

    /// Says it of a registered user.
    void putUser(long tid, Admission admission);

    /// Says it of a registered node.
    void putNode(String nodeId, Admission admission);

    /// Admits all users who ask.
    void admitUsers();

    /// Admits all nodes that ask.
    void admitNodes();
  }

  @Override
  SessionWriting sessions();

  @Override
  PeopleWriting people();

  @Override
  TemplateWriting templates();

  @Override
  HookWriting hooks();

  /// What is known of people besides their accounts, to be changed.
  interface PeopleWriting extends People {

    /// Keeps what a call was answered, in place of an older answer.
    ///
    /// @param tid who asked; 0 if nobody knows
    /// @param place method and path of the call
    /// @param key the caller's name for it
    /// @param before seconds since 1970; now and then, older answers are forgotten
    /// @param most and so many stay at most, of all who asked and are known, and of all others
    void keep(long tid, String place, String key, KeptAnswer answer, long before, long most);

    /// @param token its number is ignored
    /// @param hash of its text
    /// @return the same with its number
    ApiToken add(long tid, ApiToken token, String hash);

    /// @return whether that user has such a token that was not revoked before
    boolean revoke(long tid, long id, long at);

    /// Revokes all tokens of a user that are not revoked.
    ///
    /// @param at seconds since 1970
    void revokeAllOf(long tid, long at);

    /// Notes that a token was used.
    void used(long id, long at);

    /// Forgets all tokens of a user.
    void removeTokensOf(long tid);

    /// Forgets tokens that were revoked or expired before a time.
    void removeTokensEndedBefore(long time);

    /// Has an account be for a person of an identity provider from now on.
    ///
    /// @param name of the account
    void link(String issuer, String subject, String name);

    /// Has a user of the grid whose account goes do nothing any more, until there is one again.
    void bar(long tid);

    /// Lifts what {@link #bar} did, if it did.
    void unbar(long tid);

    /// Appends to what people did.
    ///
    /// @param entry its number is ignored
    /// @return the same with its number
    AuditEntry add(AuditEntry entry);

    /// Forgets the oldest of what people did.
    ///
    /// @param before seconds since 1970; what is older goes
    /// @param most so many stay at most
    /// @param mostCheap so many of them that were refused, as many that tell of moved files, and as
    ///   many of signing in and out and of exports stay at most
    /// @param mostOfOne where there are too many, those of users who have more than so many go
    ///   first
    void pruneAudit(long before, long most, long mostCheap, long mostOfOne);
  }

  /// @param farm its number is ignored
  /// @return the same with its number
  Farm add(Farm farm);

  /// Replaces a farm.
  void put(Farm farm);

  /// @return the number for a node that registers for the first time
  long nextNodeNumber();

  /// Adds or replaces a node.
  void put(Node node);

  /// Keeps the farmer's network configuration of a registered node.
  ///
  /// @param config JSON
  void putPublicConfig(String nodeId, String config);

  /// Keeps what a node showed of its hardware, and of the older proofs the newest {@link
  /// #MOST_PROOFS}.
  ///
  /// @param proof JSON
  void addProof(String nodeId, String proof);

  /// @return the order's number; the counter is that of pools
  long add(PoolOrder order);

  /// Adds or replaces a pool.
  void put(Pool pool);

  /// @param reservation its number is ignored
  /// @param load what it takes from its pool
  /// @return the same with its number
  Reservation add(Reservation reservation, Load load);

  /// Replaces a workload.
  void put(Reservation reservation);

  /// Puts a workload at the end of its node's queue, also if it is in it already.
  void enqueue(String nodeId, long workloadId);

  /// Takes a workload off its node's queue, if it is in it.
  void dequeue(long workloadId);
}
