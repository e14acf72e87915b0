package io.coredeck.explorer.draft;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.model.draft.Template;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.User;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.draft.TemplateMessages;
import io.coredeck.wire.draft.TemplateRules;
import java.time.InstantSource;
import java.util.HashMap;

/// The calls about templates: drafts to begin workloads with. Everybody has some, and sees those
/// that an admin or operator shares. No value of a secret is ever in one.
public final class Templates {

  /// Templates of one user.
  static final long MOST_OF_ONE = 100;

  /// Templates that everybody sees.
  static final long MOST_SHARED = 200;

  /// Bytes of one.
  static final int MOST_BYTES = 32 << 10;

  private final Store store;
  private final InstantSource clock;

  private Templates(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store, InstantSource clock) {
    var templates = new Templates(store, clock);
    doors
        .user("GET", "/templates", templates::list)
        .user("GET", "/templates/{id:digits}", templates::get)
        .creation(Rule.CHANGER, "/templates", "template.create", templates::create)
        .changer("PUT", "/templates/{id:digits}", "template.change", templates::change)
        .changer("DELETE", "/templates/{id:digits}", "template.delete", templates::remove);
  }

  private Answer list(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var found =
        store.read(records -> {
          var names = new HashMap<Long, String>();
          return records.templates().seenBy(caller.tid()).stream()
              .map(one ->
                  one.ownedBy(
                      one.tid(), names.computeIfAbsent(one.tid(), tid -> nameOf(records, tid))))
              .toList();
        });
    return Answer.json(200, TemplateMessages.write(found));
  }

  private Answer get(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var document =
        store.read(records -> {
          var found = existing(records, id);
          Rights.requireReader(records, caller.tid(), found);
          return TemplateMessages.write(named(records, found));
        });
    return Versions.tagged(Answer.json(200, document), document);
  }

  private static Template existing(Reading records, long id) {
    return records
        .templates()
        .get(id)
        .orElseThrow(() -> new RefusedException(404, "template not found"));
  }

  private static Template named(Reading records, Template template) {
    return template.ownedBy(template.tid(), nameOf(records, template.tid()));
  }

  private static String nameOf(Reading records, long tid) {
    return records
        .accountOf(tid)
        .map(AccountEntry::account)
        .map(Account::name)
        .or(() -> records.user(tid).map(User::name))
        .orElse("");
  }

  private Answer create(WebRequest request, Caller caller, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_BYTES).text();
    var wish = wish(body);
    note.object(wish.name());
    var made =
        attempt.once(
            store,
            caller.tid(),
            body,
            records -> {
              if (wish.isShared()) {
                requireShareable(records, caller.tid());
              }
              if (records.templates().countOf(caller.tid()) >= MOST_OF_ONE) {
                throw new RefusedException(
                    409, "you have %d templates, which is all; delete one".formatted(MOST_OF_ONE));
              }
              requireFree(records, caller.tid(), wish.name(), 0);
              var now = clock.instant().getEpochSecond();
              var kept = records.templates().add(wish.ownedBy(caller.tid(), "").changedAt(now));
              note.done(records);
              return Repeats.Result.of(201, TemplateMessages.write(named(records, kept)));
            });
    return Versions.tagged(made.answer(), made.text());
  }

  private static Template wish(String body) {
    return Arguments.decoded(body, text -> stripped(TemplateMessages.template(text)));
  }

  private static Template stripped(Template sent) {
    return TemplateRules.checked(
        Template.wish(
            sent.name().strip(),
            sent.description().strip(),
            sent.isShared(),
            sent.variables(),
            sent.draftJson()));
  }

  private static void requireFree(Reading records, long tid, String name, long besides) {
    if (records.templates().isTaken(tid, name, besides)) {
      throw new RefusedException(
          409, "there is a template '%s' already; change it, or take another name".formatted(name));
    }
  }

  private static void requireShareable(Reading records, long tid) {
    Rights.requireSharer(records, tid);
    if (records.templates().countShared() >= MOST_SHARED) {
      throw new RefusedException(
          409, "%d templates are shared, which is all; delete one".formatted(MOST_SHARED));
    }
  }

  /// Who may not change it is told so before what is wrong with the change.
  private Answer change(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var body = request.withLimit(MOST_BYTES).text();
    store.read(records -> changeable(records, caller, id, note));
    var wish = wish(body);
    var changed =
        store.write(records -> {
          var before = changeable(records, caller, id, note);
          Versions.require(request, TemplateMessages.write(named(records, before)));
          if (wish.isShared() && !before.isShared()) {
            requireShareable(records, caller.tid());
          }
          requireFree(records, before.tid(), wish.name(), id);
          var now = clock.instant().getEpochSecond();
          var after = wish.withId(id).ownedBy(before.tid(), "").changedAt(now);
          records.templates().put(after);
          note.done(records);
          return TemplateMessages.write(named(records, after));
        });
    return Versions.tagged(Answer.json(200, changed), changed);
  }

  private static Template changeable(Reading records, Caller caller, long id, Note note) {
    var found = existing(records, id);
    Rights.requireReader(records, caller.tid(), found);
    note.object(found.name());
    Rights.requireTemplateKeeper(records, caller.tid(), found);
    return found;
  }

  private Answer remove(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    store.write(records -> {
      var found = changeable(records, caller, id, note);
      Versions.require(request, TemplateMessages.write(named(records, found)));
      records.templates().remove(id);
      note.done(records);
      return id;
    });
    return Answer.json(200, "null");
  }
}
