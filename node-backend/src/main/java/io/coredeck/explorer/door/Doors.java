package io.coredeck.explorer.door;

import io.coredeck.explorer.audit.Journal;
import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Callers.Sight;
import io.coredeck.web.Answer;
import io.coredeck.web.Handler;
import io.coredeck.web.LaterHandler;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
  private final List<Door> doors = new ArrayList<>();

  /// @param base path before all routes
  /// @param admitting who is let in without a word
  public Doors(Router router, String base, Admitting admitting, Callers callers, Journal journal) {
    this.admitting = admitting;
    this.router = router;
    this.base = base;
    this.callers = callers;
    this.guard = new Guard(callers);
    this.journal = journal;
  }

  /// Answers everybody, and knows whose emails the caller sees.
  @FunctionalInterface
  public interface ForAnybody {
    Answer answer(WebRequest request, Sight sight) throws IOException, InterruptedException;
  }

  /// Answers everybody where the grid is open; else a user who was admitted.
  @FunctionalInterface
  public interface ForNewcomer {

    /// @param caller empty where the grid is open
    Answer answer(WebRequest request, Optional<Caller> caller)
        throws IOException, InterruptedException;
  }

  /// Answers a user of the grid.
  @FunctionalInterface
  public interface ForUser {
    Answer answer(WebRequest request, Caller caller) throws IOException, InterruptedException;
  }

  /// Answers a user of the grid when there is something to say.
  @FunctionalInterface
  public interface LaterForUser {
    CompletionStage<Answer> answer(WebRequest request, Caller caller)
        throws IOException, InterruptedException;
  }

  /// Does what a user of the grid asks for, and says what is to be remembered of it.
  @FunctionalInterface
  public interface Deed {

    /// @param note has the caller already, and the path's object as the caller names it
    Answer answer(WebRequest request, Caller caller, Note note)
        throws IOException, InterruptedException;
  }

  /// Does what the body's signer asks for, and says who that is and what is to be remembered of it.
  @FunctionalInterface
  public interface SignedDeed {

    /// @param bearer whose token the call carries
    Answer answer(WebRequest request, Optional<Caller> bearer, Note note)
        throws IOException, InterruptedException;
  }

  /// Answers a node.
  @FunctionalInterface
  public interface ForNode {
    Answer answer(WebRequest request, String nodeId) throws IOException, InterruptedException;
  }

  /// Answers a node when there is something to say.
  @FunctionalInterface
  public interface LaterForNode {
    CompletionStage<Answer> answer(WebRequest request, String nodeId)
        throws IOException, InterruptedException;
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
  public Doors anybodyOrKnown(String method, String path, ForAnybody handler) {
    return add(
        method,
        path,
        Rule.ANYBODY_KNOWN_SEES_MORE,
        later(request -> handler.answer(request, guard.sight(request))));
  }

  /// {@link Rule#ANYBODY_WHERE_OPEN}.
  ///
  /// @return this
  public Doors anybodyWhereOpen(String method, String path, ForNewcomer handler) {
    return add(
        method,
        path,
        Rule.ANYBODY_WHERE_OPEN,
        later(request ->
            handler.answer(
                request,
                admitting.users()
                    ? Optional.empty()
                    : Optional.of(guard.admit(Rule.CHANGER, request)))));
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
  public Doors signed(String method, String path, String action, SignedDeed handler) {
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
  public Doors user(String method, String path, ForUser handler) {
    return userLater(
        method,
        path,
        (request, caller) -> CompletableFuture.completedFuture(handler.answer(request, caller)));
  }

  /// {@link Rule#USER}.
  ///
  /// @return this
  public Doors userLater(String method, String path, LaterForUser handler) {
    return closed(method, path, Rule.USER, handler);
  }

  /// {@link Rule#USER_OF_ANY_STANDING}.
  ///
  /// @return this
  public Doors userOfAnyStanding(String method, String path, ForUser handler) {
    return closed(
        method,
        path,
        Rule.USER_OF_ANY_STANDING,
        (request, caller) -> CompletableFuture.completedFuture(handler.answer(request, caller)));
  }

  /// {@link Rule#CHANGER}, for what changes nothing that is remembered.
  ///
  /// @return this
  public Doors changerLater(String method, String path, LaterForUser handler) {
    return closed(method, path, Rule.CHANGER, handler);
  }

  private Doors closed(String method, String path, Rule rule, LaterForUser handler) {
    return add(method, path, rule, request -> handler.answer(request, guard.admit(rule, request)));
  }

  /// {@link Rule#USER}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors user(String method, String path, String action, Deed deed) {
    return remembered(method, path, Rule.USER, action, deed);
  }

  /// {@link Rule#CHANGER}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors changer(String method, String path, String action, Deed deed) {
    return remembered(method, path, Rule.CHANGER, action, deed);
  }

  /// {@link Rule#PERSON}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors person(String method, String path, String action, Deed deed) {
    return remembered(method, path, Rule.PERSON, action, deed);
  }

  /// {@link Rule#PERSON_OF_ANY_STANDING}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors personOfAnyStanding(String method, String path, String action, Deed deed) {
    return remembered(method, path, Rule.PERSON_OF_ANY_STANDING, action, deed);
  }

  /// {@link Rule#ADMIN}, remembered.
  ///
  /// @param action see {@link #proving}
  /// @return this
  public Doors admin(String method, String path, String action, Deed deed) {
    return remembered(method, path, Rule.ADMIN, action, deed);
  }

  private Doors remembered(String method, String path, Rule rule, String action, Deed deed) {
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
  public Doors node(String method, String path, ForNode handler) {
    return nodeLater(
        method,
        path,
        (request, nodeId) -> CompletableFuture.completedFuture(handler.answer(request, nodeId)));
  }

  /// {@link Rule#NODE}.
  ///
  /// @return this
  public Doors nodeLater(String method, String path, LaterForNode handler) {
    return add(method, path, Rule.NODE, request -> handler.answer(request, guard.node(request)));
  }

  private static LaterHandler later(Handler handler) {
    return request -> CompletableFuture.completedFuture(handler.answer(request));
  }

  private Doors add(String method, String path, Rule rule, LaterHandler handler) {
    router.addLater(
        method,
        base + path,
        rule.isClosed()
            ? handler
            : request -> handler.answer(request.withLimit(MOST_OF_STRANGERS)));
    doors.add(new Door(method, path, rule));
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
