package io.coredeck.explorer.store;

import io.coredeck.explorer.store.find.Conditions;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.explorer.store.find.Finder;
import io.coredeck.explorer.store.find.Keys;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.explorer.store.find.Query;
import io.coredeck.explorer.store.hook.HookReading;
import io.coredeck.explorer.store.session.SessionReading;
import io.coredeck.explorer.store.template.TemplateReading;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The records as they are at one moment. Valid only inside the work it was given to.
public interface Reading {

  /// Characters of workloads that are read at once, but always one whole workload.
  int MOST_CHARACTERS = Conditions.MOST_CHARACTERS;

  /// @return empty if nobody has that number
  Optional<User> user(long id);

  /// @param email exactly, the empty one included
  /// @return empty if nobody has it
  Optional<User> userWithEmail(String email);

  /// @param pubkey 64 hex characters in any case
  /// @return all who have that key, by number
  List<User> usersWithKey(String pubkey);

  /// @return a part of the users that fit; only the first of them if all would be longer than
  ///   {@link #MOST_CHARACTERS}
  Page<User> users(Filter.Users filter, Page.Slice slice);

  /// @return empty if there is no account of that name
  Optional<AccountEntry> account(String name);

  /// @return empty if that user of the grid has no account
  Optional<AccountEntry> accountOf(long tid);

  /// @return all, by name
  List<AccountEntry> accounts();

  /// @return empty if no farm has that number
  Optional<Farm> farm(long id);

  /// @return a part of the farms that fit; only the first of them if all would be longer than
  ///   {@link #MOST_CHARACTERS}
  Page<Farm> farms(Filter.Farms filter, Page.Slice slice);

  /// @param nodeId base58
  /// @return empty if the node never registered
  Optional<Node> node(String nodeId);

  /// @param nodeId base58
  /// @return the farmer's network configuration of a node as JSON; `null` if there is none
  String publicConfigOf(String nodeId);

  /// @param nodeId base58
  /// @return what a node showed of its hardware, as JSON, oldest first
  List<String> proofsOf(String nodeId);

  /// @return a part of the admitted nodes that fit; only the first of them if all would be longer
  ///   than {@link #MOST_CHARACTERS}
  Page<Node> nodes(Filter.Nodes filter, Page.Slice slice);

  /// @return empty if no pool has that number
  Optional<Pool> pool(long id);

  /// @param after those with larger numbers
  /// @return pools of a user, ascending by number; only the first of them if all would be longer
  ///   than {@link #MOST_CHARACTERS}
  List<Pool> poolsOf(long customerTid, long after);

  /// @param time seconds since 1970
  /// @param after those with larger numbers
  /// @return pools that run dry until then, ascending by number; only the first of them if all
  ///   would be longer than {@link #MOST_CHARACTERS}
  List<Pool> poolsEmptyBy(long time, long after);

  /// @return an order of capacity; empty if none has that number
  Optional<PoolOrder> poolOrder(long id);

  /// @return the workload as the wire shows it, without decoding it; empty if there is none
  Optional<String> workloadText(long id);

  /// @return empty if no workload has that number
  default Optional<Reservation> workload(long id) {
    return workloadText(id).map(Json::reservation);
  }

  /// Finds records by what is asked of them.
  ///
  /// @return the numbers of a part of those that fit
  Keys find(Query query, Query.Part part);

  /// @param kind other than the audit, see {@link People#audit(List)}
  /// @param ids {@link Finder#PIECE} at most
  /// @return the records as they are stored, in that order, without those that are not there
  List<String> documents(Kind kind, List<Long> ids);

  /// @return a part of the workloads that fit, as the wire shows them; only the first of them if
  ///   all would be longer than {@link #MOST_CHARACTERS}
  Page<NodeEntry> workloads(Filter.Workloads filter, Page.Slice slice);

  /// The rest of a part that was too long.
  ///
  /// @param after those with larger numbers
  /// @param limit how many at most
  /// @return ascending by number; fewer if all would be longer than {@link #MOST_CHARACTERS}
  List<NodeEntry> workloadsAfter(Filter.Workloads filter, long after, int limit);

  /// Workloads to be deployed that use something their pool pays for, as the wire shows them.
  ///
  /// @param wanted those that use something of which this is above 0
  /// @param after those with larger numbers
  /// @param limit how many at most
  /// @return ascending by number; fewer if all would be longer than {@link #MOST_CHARACTERS}
  List<NodeEntry> deployingFrom(long poolId, Load wanted, long after, int limit);

  /// @return what all those workloads of a pool take that are to be deployed or deleted and whose
  ///   nodes have not answered yet: they may be up
  Load unansweredFrom(long poolId);

  /// Workloads of one node that are to be deployed or taken down, as the wire shows them.
  ///
  /// @param from lowest number wanted
  /// @param limit how many at most
  /// @return ascending by number; fewer if all would be longer than {@link #MOST_CHARACTERS}
  List<NodeEntry> workOf(String nodeId, long from, int limit);

  /// What a node has not answered yet, as the wire shows it.
  ///
  /// @param after only what stands behind this position; 0 for all
  /// @param limit how many at most
  /// @return in the order it was asked; fewer if all would be longer than {@link #MOST_CHARACTERS}
  List<NodeEntry> queueOf(String nodeId, long after, int limit);

  /// Workloads that were added or changed since a change, each once, as it is now.
  ///
  /// @param change the number of the last change known
  /// @param endedAfter of those that are deleted, only what changed after this one, and the newest
  ///   workload, so that who follows knows how far the numbers go
  /// @param limit how many at most
  /// @param most characters of all together, but always one whole workload
  /// @return in the order of their last changes
  List<ChangeEntry> changedAfter(long change, long endedAfter, int limit, long most);

  /// @return the number of the last change of any workload; 0 if there was none
  long lastChange();

  /// @return the last number given to any workload; 0 if there is none
  long lastWorkloadId();

  /// @return tokens, what people did, and what calls were answered
  People people();

  /// @return what there is to begin workloads with
  TemplateReading templates();

  /// @return who was let in
  Admissions admissions();

  /// Whether a user or node may take part.
  enum Admission {
    /// Has registered, and nobody has said anything.
    ASKS,
    ADMITTED,
    REFUSED
  }

  /// Who was let in.
  interface Admissions {

    /// @return empty if nobody has that number
    Optional<Admission> ofUser(long tid);

    /// @param nodeId base58
    /// @return empty if the node never registered
    Optional<Admission> ofNode(String nodeId);

    /// @return a part of the users who have and had no account and ask; as {@link Reading#users}
    Page<User> usersAsking(Page.Slice slice);

    /// @param owner whose farms the nodes ask to join; 0 for anybody's
    /// @return a part of the nodes that ask; as {@link Reading#nodes}
    Page<Node> nodesAsking(long owner, Page.Slice slice);
  }

  /// @return webhooks and their deliveries
  HookReading hooks();

  /// @return sign-ins that have not ended
  SessionReading sessions();

  /// What is known of people besides their accounts.
  interface People {

    /// @param place method and path of a call
    /// @param key the caller's name for it
    /// @return what such a call was answered; empty if nobody knows
    Optional<KeptAnswer> answerTo(long tid, String place, String key);

    /// @param hash of the token's text
    /// @return empty if there never was such a token, or it ended long ago
    Optional<TokenEntry> token(String hash);

    /// @return those that are not revoked, oldest first
    List<ApiToken> tokensOf(long tid);

    /// @param issuer an identity provider
    /// @param subject its number of a person
    /// @return the name of the account that is for it; empty if there is none
    Optional<String> linked(String issuer, String subject);

    /// @return whether a farm of that user has a node that was admitted
    boolean hasNodes(long tid);

    /// @return how many workloads of that user have one of the actions, by themselves
    long workloadsOf(long tid, Set<NextAction> actions);

    /// @return whether the account of that user of the grid was deleted or is another user's now
    boolean isBarred(long tid);

    /// @param skip how many fitting ones to leave out
    /// @param size how many at most
    /// @return newest first, or oldest first if the filter says after which
    Page<AuditEntry> audit(Filter.Audit filter, long skip, int size);

    /// @param ids {@link Finder#PIECE} at most
    /// @return those entries, in that order, without those that are not there
    List<AuditEntry> audit(List<Long> ids);
  }

  /// What a call was answered: HTTP's status, and JSON.
  ///
  /// @param fingerprint of its body
  /// @param at seconds since 1970
  record KeptAnswer(String fingerprint, int status, String text, long at) {}

  /// A token, whose it is, and when it was revoked, in seconds since 1970; 0 if it was not.
  record TokenEntry(ApiToken token, long tid, long revoked) {}

  /// What workloads take from their pool every second.
  ///
  /// @param cu compute units
  /// @param su storage units
  record Load(double cu, double su) {}

  /// An account with what proves the person. Its text form hides that.
  ///
  /// @param account whose it is
  /// @param password its hash in PHC form; empty if an identity provider proves the person
  /// @param sealedKey the signing key, encrypted
  record AccountEntry(Account account, String password, String sealedKey) {

    /// @return the same with its account changed
    public AccountEntry with(Account changed) {
      return new AccountEntry(changed, password, sealedKey);
    }

    @Override
    public String toString() {
      return "AccountEntry[account=%s, the rest hidden]".formatted(account);
    }
  }

  /// A workload that has changed.
  ///
  /// @param change the number of its last change
  /// @param text its wire form
  record ChangeEntry(long change, String text) {}

  /// A workload as its node gets it.
  ///
  /// @param id its number
  /// @param position where it stands in its node's queue; 0 if it is not in it
  /// @param text its wire form
  record NodeEntry(long id, long position, String text) {

    /// @return whether its node has not answered it yet
    public boolean isQueued() {
      return position > 0;
    }
  }
}
