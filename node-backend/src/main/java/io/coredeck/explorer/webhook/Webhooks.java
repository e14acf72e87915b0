package io.coredeck.explorer.webhook;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.explorer.webhook.send.Networks;
import io.coredeck.explorer.webhook.send.TargetUrl;
import io.coredeck.model.hook.HookTarget;
import io.coredeck.model.hook.Webhook;
import io.coredeck.model.hook.Webhook.Standing;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.hook.HookMessages;
import io.coredeck.wire.hook.HookMessages.Made;
import java.time.InstantSource;

/// The calls about webhooks, our addition. Everybody with an account that may change things has own
/// ones; an admin sees everybody's and may stop and delete them. Where one leads is for persons to
/// say: it would outlive a token.
final class Webhooks {

  private static final int MOST_BYTES = 64 << 10;

  private final Store store;
  private final HookSecrets secrets;
  private final Networks networks;
  private final Runnable news;
  private final InstantSource clock;

  /// @param news told when something may have to be delivered
  Webhooks(
      Store store, HookSecrets secrets, Networks networks, Runnable news, InstantSource clock) {
    this.store = store;
    this.secrets = secrets;
    this.networks = networks;
    this.news = news;
    this.clock = clock;
  }

  void open(Doors doors) {
    var one = "/webhooks/{id:digits}";
    doors
        .user("GET", "/webhooks", this::list)
        .creation(Rule.PERSON, "/webhooks", "webhook.create", this::create)
        .user("GET", one, this::get)
        .person("PUT", one, "webhook.change", this::change)
        .changer("DELETE", one, "webhook.delete", this::remove)
        .person("POST", one + "/rotate", "webhook.rotate", this::rotate);
  }

  private Answer list(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var isAll = Arguments.queryText(request, "all").equals("true");
    var hooks =
        store.read(records -> {
          Rights.requireWebhooks(records, caller.tid());
          if (isAll) {
            Rights.requireAdmin(records, caller.tid());
          }
          return records.hooks().hooksOf(isAll ? 0 : caller.tid()).stream()
              .map(entry -> OwnHooks.shown(records, entry.hook(), caller))
              .toList();
        });
    return Answer.json(200, HookMessages.writeWebhooks(hooks)).with("Cache-Control", "no-store");
  }

  private Answer get(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    return store.read(records -> {
      var hook = OwnHooks.seen(records, request, caller).hook();
      return tagged(OwnHooks.shown(records, hook, caller), hook);
    });
  }

  /// The tag goes by what people change, not by how it fares.
  private static String document(Webhook hook) {
    return hook.standing().isBlocked() + HookMessages.write(hook.target());
  }

  private static Answer tagged(Webhook shown, Webhook hook) {
    return Versions.tagged(
        Answer.json(200, HookMessages.write(shown)).with("Cache-Control", "no-store"),
        document(hook));
  }

  private Answer create(WebRequest request, Caller caller, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_BYTES).text();
    var target = target(body);
    return attempt
        .once(
            store,
            caller.tid(),
            body,
            records -> {
              Rights.requireWebhooks(records, caller.tid());
              requireMayHear(records, caller, target);
              requireRoom(records, caller);
              var id = records.hooks().nextHook();
              var secret = secrets.fresh(id);
              var hook =
                  new Webhook(
                      id,
                      caller.tid(),
                      target,
                      clock.instant().getEpochSecond(),
                      Standing.FRESH,
                      0);
              records.hooks().put(new HookEntry(hook, secret.sealed(), ""));
              note.object(Settling.name(hook));
              note.done(records);
              return Repeats.Result.shownOnce(
                  201,
                  HookMessages.write(new Made(hook, secret.text())),
                  "webhook " + id,
                  "rotate its secret, which gives a new one");
            })
        .answer()
        .with("Cache-Control", "no-store");
  }

  private HookTarget target(String body) {
    var target = Arguments.decoded(body, HookMessages::target);
    try {
      TargetUrl.check(target.url(), networks);
      return target;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  private static void requireMayHear(Reading records, Caller caller, HookTarget target) {
    if (target.everybody() && !Rights.seesAll(records, caller.tid())) {
      throw new RefusedException(
          403, "only operators and admins may hear of everybody's workloads");
    }
  }

  private static void requireRoom(Reading records, Caller caller) {
    if (records.hooks().hooksOf(caller.tid()).size() >= Bounds.MOST_OF_ONE) {
      throw new RefusedException(
          409, "you have %d webhooks; delete one first".formatted(Bounds.MOST_OF_ONE));
    }
    if (records.hooks().count() >= Bounds.MOST) {
      throw new RefusedException(
          409, "there are %d webhooks in all; ask an admin to delete some".formatted(Bounds.MOST));
    }
  }

  private Answer change(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_BYTES).text();
    var answer =
        store.write(records -> {
          var before = OwnHooks.seen(records, request, caller);
          note.object(Settling.name(before.hook()));
          Versions.require(request, document(before.hook()));
          var after =
              before.hook().tid() == caller.tid()
                  ? changed(records, caller, before.hook(), body)
                  : looked(before.hook(), body, note);
          records.hooks().put(before.with(after));
          note.done(records);
          return tagged(OwnHooks.shown(records, after, caller), after);
        });
    news.run();
    return answer;
  }

  private Webhook changed(Reading records, Caller caller, Webhook before, String body) {
    var target =
        Arguments.decoded(body, HookMessages::onlyEnabled)
            .map(before.target()::withEnabled)
            .orElseGet(() -> target(body));
    if (target.enabled()) {
      requireMayHear(records, caller, target);
    }
    if (before.standing().isBlocked() && target.enabled() && !before.target().enabled()) {
      throw new RefusedException(
          403, "an admin has stopped this webhook: " + before.standing().reason());
    }
    var isFresh =
        !before.standing().isBlocked()
            && target.enabled()
            && (!before.target().enabled() || !before.target().url().equals(target.url()));
    return before.with(target).with(isFresh ? before.standing().forgiven() : before.standing());
  }

  /// An admin stops and lets go on what is somebody else's, and changes nothing else of it.
  private static Webhook looked(Webhook before, String body, Note note) {
    var isToRun =
        Arguments.decoded(body, HookMessages::onlyEnabled)
            .orElseThrow(() ->
                new RefusedException(
                    400, "of others' webhooks an admin changes \"enabled\" alone"));
    note.action(isToRun ? "webhook.unblock" : "webhook.block");
    return before.with(
        isToRun
            ? before.standing().unblocked()
            : before.standing().stopped(true, "an admin has stopped it"));
  }

  private Answer remove(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    store.write(records -> {
      var entry = OwnHooks.seen(records, request, caller);
      Versions.require(request, document(entry.hook()));
      note.object(Settling.name(entry.hook()));
      records.hooks().remove(entry.hook().id());
      note.done(records);
      return true;
    });
    return Answer.json(200, "null");
  }

  private Answer rotate(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var made =
        store.write((Writing records) -> {
          var entry = OwnHooks.own(records, request, caller);
          var hook = entry.hook();
          note.object(Settling.name(hook));
          var secret = secrets.fresh(hook.id());
          var isKept = secrets.canOpen(entry); // else nothing could be signed while it is
          var until = isKept ? clock.instant().plus(Bounds.OLD_SECRET).getEpochSecond() : 0;
          var rotated = hook.with(hook.standing().rotated(until));
          records
              .hooks()
              .put(new HookEntry(rotated, secret.sealed(), isKept ? entry.secret() : ""));
          note.done(records);
          return new Made(OwnHooks.shown(records, rotated, caller), secret.text());
        });
    return Answer.json(200, HookMessages.write(made)).with("Cache-Control", "no-store");
  }
}
