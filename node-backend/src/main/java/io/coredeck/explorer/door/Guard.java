package io.coredeck.explorer.door;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.util.Optional;

/// Enforces rules that need no look at the object.
final class Guard {

  private static final String NODE_ID = "node_id";

  private final Callers callers;

  Guard(Callers callers) {
    this.callers = callers;
  }

  Callers.Sight sight(WebRequest request) throws StoreException, InterruptedException {
    return callers.sight(request);
  }

  Optional<Caller> bearer(WebRequest request) throws StoreException, InterruptedException {
    return callers.bearer(request);
  }

  /// @return who calls
  /// @throws RefusedException 401 if nobody proves to; 403 if the rule is not for this caller; 429
  ///   after too many wrong tokens
  Caller admit(Rule rule, WebRequest request) throws StoreException, InterruptedException {
    var caller = proven(rule, request);
    require(rule, caller);
    return caller;
  }

  /// As {@link #admit(Rule, WebRequest)}, and says who called before that is refused.
  Caller admit(Rule rule, WebRequest request, Note note)
      throws StoreException, InterruptedException {
    var caller = proven(rule, request);
    note.by(caller);
    require(rule, caller);
    return caller;
  }

  private Caller proven(Rule rule, WebRequest request) throws StoreException, InterruptedException {
    return switch (rule) {
      case USER, CHANGER -> callers.caller(request);
      case USER_OF_ANY_STANDING -> {
        var bearer = callers.bearer(request);
        yield bearer.isPresent() ? bearer.get() : Caller.signed(callers.person(request));
      }
      case PERSON, PERSON_OF_ANY_STANDING, ADMIN -> Caller.signed(callers.person(request));
      case ANYBODY, ANYBODY_KNOWN_SEES_MORE, ANYBODY_WHERE_OPEN, PROVES_ITSELF, SIGNS_BODY, NODE ->
          throw new IllegalArgumentException("rule " + rule + " admits no user");
    };
  }

  private void require(Rule rule, Caller caller) throws StoreException, InterruptedException {
    switch (rule) {
      case CHANGER -> callers.requireChanger(caller.tid());
      case PERSON -> callers.requireStanding(caller.tid());
      case ADMIN -> callers.requireAdmin(caller.tid());
      default -> {} // whoever is proven may
    }
  }

  /// @return the node that calls
  /// @throws RefusedException 401 if no node does; 403 if the path names another one
  String node(WebRequest request) throws StoreException, InterruptedException {
    var nodeId = callers.node(request);
    var named = request.parameters().getOrDefault(NODE_ID, nodeId);
    if (!named.equals(nodeId)) {
      throw new RefusedException(
          403, "trying to speak for node %s while you are %s".formatted(named, nodeId));
    }
    return nodeId;
  }
}
