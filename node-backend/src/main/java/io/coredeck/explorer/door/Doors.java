package io.coredeck.explorer.door;

import io.coredeck.explorer.audit.Journal;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Handler;
import io.coredeck.web.LaterHandler;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// All calls of the explorer, each with its {@link Rule}: there is no other way to add one. The
/// rule is enforced before the handler runs; what is turned down is remembered if the call is one
/// that changes something and it is known who made it.
///
/// Filled before the server starts. Routes are tried in the order in which they are added.
public final class Doors {

  /// Bytes of the body of a call whose caller is not known before it is read.
  private static final int MOST_OF_STRANGERS = 64 << 10;

  private final Router router;
  private final String base;
  private final Admitting admitting;
  private final Callers callers;
  private final Guard guard;
  private final Journal journal;
  private final Creations creations;
  private final List<Door> doors = new ArrayList<>();

  /// @param base path before all routes
  /// @param admitting who is let in without a word
  /// @param repeats knows which creations are made again
  public Doors(
      Router router,
      String base,
      Admitting admitting,
      Callers callers,
      Journal journal,
      Repeats repeats) {
    this.admitting = admitting;
    this.router = router;
    this.base = base;
    this.callers = callers;
    this.guard = new Guard(callers);
    this.journal = journal;
    this.creations = new Creations(journal, repeats);
  }

  /// {@link Rule#ANYBODY}.
  ///
  /// @return this
  public Doors anybody(String method, String path, Handler handler) {
    return add(method, path, Rule.ANYBODY, later(handler));
  }

  /// {@link Rule#ANYBODY}.
  ///
  /// @return this
  public Doors anybodyLater(String method, String path, LaterHandler handler) {
    return add(method, path, Rule.ANYBODY, handler);
  }

  /// {@link Rule#ANYBODY_KNOWN_SEES_MORE}.
  ///
  /// @return this
  public Doors anybodyOrKnown(String method, String path, Answering.ForAnybody handler) {
    return add(
        method,
        path,
        Rule.ANYBODY_KNOWN_SEES_MORE,
        later(request -> handler.answer(request, guard.sight(request))));
  }

  /// {@link Rule#PROVES_ITSELF}.
  ///
  /// @param action what the calls do, as docs/formats/explorer.md names it
  /// @return this
  public Doors proving(String method, String path, String action, Journal.Noted handler) {
    return add(method, path, Rule.PROVES_ITSELF, later(journal.noted(action, handler)));
  }

  /// {@link Rule#SIGNS_BODY}.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors signed(String method, String path, String action, Answering.SignedDeed handler) {
    return add(
        method,
        path,
        Rule.SIGNS_BODY,
        later(
            journal.noted(
                action, (request, note) -> handler.answer(request, guard.bearer(request), note))));
  }

  /// {@link Rule#USER}.
  ///
  /// @return this
  public Doors user(String method, String path, Answering.ForUser handler) {
    return userLater(
        method,
        path,
        (request, caller) -> CompletableFuture.completedFuture(handler.answer(request, caller)));
  }

  /// {@link Rule#USER}.
  ///
  /// @return this
  public Doors userLater(String method, String path, Answering.LaterForUser handler) {
    return closed(method, path, Rule.USER, handler);
  }

  /// {@link Rule#USER_OF_ANY_STANDING}.
  ///
  /// @return this
  public Doors userOfAnyStanding(String method, String path, Answering.ForUser handler) {
    return closed(
        method,
        path,
        Rule.USER_OF_ANY_STANDING,
        (request, caller) -> CompletableFuture.completedFuture(handler.answer(request, caller)));
  }

  /// {@link Rule#CHANGER}, for what changes nothing that is remembered.
  ///
  /// @return this
  public Doors changerLater(String method, String path, Answering.LaterForUser handler) {
    return closed(method, path, Rule.CHANGER, handler);
  }

  private Doors closed(String method, String path, Rule rule, Answering.LaterForUser handler) {
    return add(method, path, rule, request -> handler.answer(request, guard.admit(rule, request)));
  }

  /// {@link Rule#USER}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors user(String method, String path, String action, Answering.Deed deed) {
    return remembered(method, path, Rule.USER, action, deed);
  }

  /// {@link Rule#CHANGER}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors changer(String method, String path, String action, Answering.Deed deed) {
    return remembered(method, path, Rule.CHANGER, action, deed);
  }

  /// {@link Rule#PERSON}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors person(String method, String path, String action, Answering.Deed deed) {
    return remembered(method, path, Rule.PERSON, action, deed);
  }

  /// {@link Rule#PERSON_OF_ANY_STANDING}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors personOfAnyStanding(String method, String path, String action, Answering.Deed deed) {
    return remembered(method, path, Rule.PERSON_OF_ANY_STANDING, action, deed);
  }

  /// {@link Rule#ADMIN}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors admin(String method, String path, String action, Answering.Deed deed) {
    return remembered(method, path, Rule.ADMIN, action, deed);
  }

  private Doors remembered(
      String method, String path, Rule rule, String action, Answering.Deed deed) {
    return add(
        method,
        path,
        rule,
        later(
            journal.noted(
                action,
                (request, note) -> {
                  request.parameters().values().stream().findFirst().ifPresent(note::object);
                  return deed.answer(request, guard.admit(rule, request, note), note);
                })));
  }

  /// {@link Rule#NODE}.
  ///
  /// @return this
  public Doors node(String method, String path, Answering.ForNode handler) {
    return nodeLater(
        method,
        path,
        (request, nodeId) -> CompletableFuture.completedFuture(handler.answer(request, nodeId)));
  }

  /// {@link Rule#NODE}.
  ///
  /// @return this
  public Doors nodeLater(String method, String path, Answering.LaterForNode handler) {
    return add(method, path, Rule.NODE, request -> handler.answer(request, guard.node(request)));
  }

  private static LaterHandler later(Handler handler) {
    return request -> CompletableFuture.completedFuture(handler.answer(request));
  }

  /// A `POST` that makes something, remembered. Made again with the same `Idempotency-Key` it makes
  /// nothing more.
  ///
  /// @param rule one by which callers are known
  /// @param action see {@link #proving}
  /// @return this
  public Doors creation(Rule rule, String path, String action, Answering.Creation handler) {
    return created(
        rule,
        path,
        creations.heeded(
            action,
            (request, note, attempt) ->
                handler.answer(request, guard.admit(rule, request, note), note, attempt)));
  }

  /// As {@link #creation}, where the rule itself does not say who calls.
  ///
  /// @param rule {@link Rule#ANYBODY}, {@link Rule#ANYBODY_WHERE_OPEN} or {@link Rule#SIGNS_BODY}
  /// @return this
  public Doors openCreation(Rule rule, String path, String action, Answering.OpenCreation handler) {
    return created(
        rule,
        path,
        creations.heeded(
            action,
            (request, note, attempt) ->
                handler.answer(request, asking(rule, request), note, attempt)));
  }

  private Optional<Caller> asking(Rule rule, WebRequest request)
      throws StoreException, InterruptedException {
    return switch (rule) {
      case ANYBODY -> Optional.empty();
      case ANYBODY_WHERE_OPEN ->
          admitting.users() ? Optional.empty() : Optional.of(guard.admit(Rule.CHANGER, request));
      case SIGNS_BODY -> guard.bearer(request);
      default -> throw new IllegalArgumentException("rule " + rule + " knows who calls");
    };
  }

  private Doors created(Rule rule, String path, Handler handler) {
    return add(new Door("POST", path, rule, true), later(handler));
  }

  private Doors add(String method, String path, Rule rule, LaterHandler handler) {
    return add(new Door(method, path, rule, false), handler);
  }

  private Doors add(Door door, LaterHandler handler) {
    router.addLater(
        door.method(),
        base + door.path(),
        door.rule().isClosed()
            ? handler
            : request -> handler.answer(request.withLimit(MOST_OF_STRANGERS)));
    doors.add(door);
    return this;
  }

  /// @return who finds out whose a call is
  public Callers callers() {
    return callers;
  }

  /// @return who is let in without a word
  public Admitting admitting() {
    return admitting;
  }

  /// @return all that were added, in order
  public List<Door> all() {
    return List.copyOf(doors);
  }
}
