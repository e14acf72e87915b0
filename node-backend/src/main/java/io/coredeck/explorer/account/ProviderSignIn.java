package io.coredeck.explorer.account;

import io.coredeck.explorer.account.guess.Delays;
import io.coredeck.explorer.account.provider.Flow;
import io.coredeck.explorer.account.provider.Provider;
import io.coredeck.explorer.account.provider.Provider.Proof;
import io.coredeck.explorer.account.provider.ProviderException;
import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.ClientAddress;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.session.Sessions;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Account.Standing;
import io.coredeck.model.registry.Role;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.SignedIn;
import io.coredeck.wire.account.ProviderMessages;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// Signing in through an identity provider.
///
/// An account is for one person of the provider, by the provider's number of the person, never by a
/// name or an address. It is made at the first sign-in if the provider gives the person a role, and
/// takes over the role at each further one. Who has none any more is refused until there is one
/// again, with the key too; what was open ends, and tokens go.
final class ProviderSignIn {

  private static final System.Logger LOG = System.getLogger(ProviderSignIn.class.getName());

  /// Whose a sealed flow is; no account has that name.
  private static final String FLOWS = "(sign-in)";

  private static final int REFUSED = 403;

  /// Of one network; many people may sit behind one address.
  private static final Delays.Rule FAILED =
      new Delays.Rule(30, Duration.ofSeconds(2), Duration.ofMinutes(1));

  /// Bytes of what makes a name differ from one that is taken.
  private static final int SUFFIX_BYTES = 4;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Store store;
  private final KeySeal seal;
  private final Optional<Provider> provider;
  private final InstantSource clock;
  private final Sessions sessions;
  private final Delays delays;

  ProviderSignIn(Store store, KeySeal seal, Optional<Provider> provider, InstantSource clock) {
    this.store = store;
    this.seal = seal;
    this.provider = provider;
    this.clock = clock;
    this.sessions = new Sessions(clock);
    this.delays = new Delays(FAILED, clock);
  }

  void open(Doors doors) {
    doors
        .anybody("GET", "/sign-in/provider", this::name)
        .anybody("POST", "/sign-in/provider", this::begin)
        .proving("POST", "/sign-in/provider/answer", "sign-in", this::finish);
  }

  private Answer name(WebRequest request) {
    SignIn.refuseBrowsers(request);
    return Answer.json(200, ProviderMessages.writeName(provider.map(Provider::name).orElse("")));
  }

  private Provider required() {
    return provider.orElseThrow(
        () -> new RefusedException(404, "nobody signs in through an identity provider here"));
  }

  private Answer begin(WebRequest request) throws InterruptedException {
    SignIn.refuseBrowsers(request);
    try {
      var begun = required().begin();
      var flow = seal.seal(FLOWS, begun.flow().text());
      var message = new ProviderMessages.Begun(begun.url().toString(), flow);
      return Answer.json(200, ProviderMessages.write(message)).with("Cache-Control", "no-store");
    } catch (ProviderException e) {
      throw refused(e);
    }
  }

  /// Of a provider that does not work an admin must hear, too.
  private static RefusedException refused(ProviderException e) {
    if (e.isRefusal()) {
      return new RefusedException(401, String.valueOf(e.getMessage()));
    }
    LOG.log(Level.WARNING, "nobody can sign in through the identity provider: {0}", e.getMessage());
    return new RefusedException(502, String.valueOf(e.getMessage()));
  }

  private Answer finish(WebRequest request, Note note) throws IOException, InterruptedException {
    SignIn.refuseBrowsers(request);
    var given = Arguments.body(request, ProviderMessages::answer);
    var network = Delays.networkOf(ClientAddress.of(request));
    var wait = delays.begin(network);
    if (!wait.isZero()) {
      throw SignIn.tooOften(wait);
    }
    var proof = proof(given);
    delays.uncount(network);
    note.byUnlinked(proof.name());
    if (proof.role().isEmpty()) {
      endAll(note, proof);
      throw new RefusedException(
          REFUSED, "the identity provider gives you no role here; ask an admin");
    }
    var entered =
        store.write(records -> {
          var entry = entered(records, note, proof, proof.role().get());
          return new Entered(entry, sessions.begin(records, entry.account()));
        });
    var account = entered.entry().account();
    var seed = seal.open(account.name(), entered.entry().sealedKey());
    return Answer.json(200, AccountMessages.write(new SignedIn(account, seed, entered.session())))
        .with("Cache-Control", "no-store");
  }

  private record Entered(AccountEntry entry, String session) {}

  private Proof proof(ProviderMessages.Answer given) throws InterruptedException {
    try {
      var answer = new Provider.Answer(given.state(), given.code(), given.issuer());
      return required().finish(opened(given.flow()), answer);
    } catch (ProviderException e) {
      throw refused(e);
    }
  }

  private Flow opened(String sealed) {
    try {
      return Flow.of(seal.open(FLOWS, sealed)).orElseThrow(ProviderSignIn::unknownFlow);
    } catch (IOException _) {
      throw unknownFlow();
    }
  }

  private static RefusedException unknownFlow() {
    return new RefusedException(401, "no such sign-in has begun here; begin again");
  }

  private AccountEntry entered(Writing records, Note note, Proof proof, Role role) {
    var known = linked(records, proof);
    var entry = known.orElseGet(() -> made(records, note, proof, role));
    var account = entry.account();
    note.byProvider(account.name(), account.tid());
    if (account.standing().isDisabled()) {
      throw new RefusedException(REFUSED, "the account is disabled; ask an admin");
    }
    if (account.role() != role) {
      note.detail("%s → %s".formatted(account.role().word(), role.word()));
      account = AccountChanges.withRole(account, role);
    }
    var now = clock.instant().getEpochSecond();
    var changed = entry.with(account.withStanding(account.standing().withSignIn(now)));
    records.put(changed);
    note.action("sign-in");
    note.done(records);
    return changed;
  }

  private static Optional<AccountEntry> linked(Writing records, Proof proof) {
    return records.people().linked(proof.issuer(), proof.subject()).flatMap(records::account);
  }

  private AccountEntry made(Writing records, Note note, Proof proof, Role role) {
    var name = proof.name();
    if (records.account(name).isPresent()) {
      throw new RefusedException(
          409,
          "there is an account '%s' that is not for this sign-in; ask an admin for another name"
              .formatted(name));
    }
    var keys = KeyPair.generate();
    var checked = checked(name, role);
    var account = checked.withTid(Accounts.register(records, freeName(records, name), keys));
    var seed = HexFormat.of().formatHex(keys.seed());
    var entry = new AccountEntry(account, "", seal.seal(name, seed));
    records.put(entry);
    records.people().link(proof.issuer(), proof.subject(), name);
    note.byProvider(name, account.tid());
    note.action("account.create");
    note.object(name);
    note.detail(role.word());
    note.done(records);
    note.object("");
    note.detail("");
    return entry;
  }

  /// Anybody registers users of the grid, and keeps nobody from an account by that.
  private static String freeName(Reading records, String name) {
    if (Accounts.isFree(records, name)) {
      return name;
    }
    var suffix = new byte[SUFFIX_BYTES];
    RANDOM.nextBytes(suffix);
    return name + "-" + HexFormat.of().formatHex(suffix);
  }

  private Account checked(String name, Role role) {
    try {
      return new Account(name, role, 0, clock.instant().getEpochSecond(), Standing.PROVIDED);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          REFUSED,
          "the identity provider's name for you cannot be that of an account: " + e.getMessage());
    }
  }

  /// Who may not sign in any more goes on with nothing.
  private void endAll(Note note, Proof proof) throws StoreException, InterruptedException {
    store.write(records -> {
      linked(records, proof)
          .ifPresent(entry -> {
            var account = entry.account();
            note.byProvider(account.name(), account.tid());
            records.people().revokeAllOf(account.tid(), clock.instant().getEpochSecond());
            if (!account.standing().isLapsed()) {
              records.put(entry.with(account.withStanding(account.standing().withLapse())));
              note.action("account.lapse");
              note.object(account.name());
              note.done(records);
              note.action("sign-in");
              note.object("");
            }
          });
      return proof;
    });
  }
}
