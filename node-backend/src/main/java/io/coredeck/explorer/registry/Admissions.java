package io.coredeck.explorer.registry;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Parts;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Page;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.model.registry.User;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The calls by which those who have registered are let in, or are not: users by admins, nodes by
/// the owners of their farms and admins. Our addition.
public final class Admissions {

  private final Store store;

  private Admissions(Store store) {
    this.store = store;
  }

  /// Adds the calls; before those that have a number or an id in the same place of their paths.
  public static void open(Doors doors, Store store) {
    var admissions = new Admissions(store);
    doors
        .user("GET", "/users/asking", admissions::users)
        .user("GET", "/nodes/asking", admissions::nodes)
        .admin("PUT", "/users/{id}/admission", "user.admit", admissions::admitUser)
        .changer("PUT", "/nodes/{node_id}/admission", "node.admit", admissions::admitNode);
  }

  /// Whoever is no admin sees at most itself.
  private Answer users(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    return Parts.page(
        part ->
            store.read(records ->
                Rights.isAdmin(records, caller.tid())
                    ? records.admissions().usersAsking(part).map(Json::write)
                    : itself(
                            records.user(caller.tid()).stream()
                                .filter(_ -> !Rights.isAdmitted(records, caller.tid()))
                                .toList())
                        .map(Json::write)),
        Arguments.slice(request));
  }

  private static Page<User> itself(List<User> user) {
    return new Page<>(user, user.size());
  }

  private Answer nodes(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    return Parts.page(
        part ->
            store.read(records -> {
              var owner = Rights.isAdmin(records, caller.tid()) ? 0 : caller.tid();
              return records.admissions().nodesAsking(owner, part).map(Json::write);
            }),
        Arguments.slice(request));
  }

  private Answer admitUser(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var isAdmitted = Arguments.body(request, Messages::admitted);
    note.action(isAdmitted ? "user.admit" : "user.refuse");
    return store.write(records -> {
      var user = Users.existing(records, id);
      note.object(user.name());
      if (records.accountOf(id).isPresent() || records.people().isBarred(id)) {
        throw new RefusedException(
            409,
            "user %d has or had an account, whose role says what it may; change that"
                .formatted(id));
      }
      Versions.requireState(request, word(records.admissions().ofUser(id)));
      var said = said(isAdmitted);
      records.admissions().putUser(id, said);
      note.detail("user " + id);
      note.done(records);
      return Versions.stated(Answer.json(200, "null"), word(Optional.of(said)));
    });
  }

  private Answer admitNode(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var nodeId = request.parameter("node_id");
    var body = request.text();
    return store.write(records -> {
      var node = Nodes.existing(records, nodeId);
      Nodes.checkFarmer(records, node, caller);
      var isAdmitted = Arguments.decoded(body, Messages::admitted);
      note.action(isAdmitted ? "node.admit" : "node.refuse");
      Versions.requireState(request, word(records.admissions().ofNode(nodeId)));
      var said = said(isAdmitted);
      records.admissions().putNode(nodeId, said);
      note.detail("farm " + node.farmId());
      note.done(records);
      return Versions.stated(Answer.json(200, "null"), word(Optional.of(said)));
    });
  }

  private static Admission said(boolean isAdmitted) {
    return isAdmitted ? Admission.ADMITTED : Admission.REFUSED;
  }

  /// Lists say it, so it is the tag: nothing else could have changed.
  ///
  /// @param said empty while nobody has said anything
  private static String word(Optional<Admission> said) {
    return said.map(Admission::name).orElse("ASKING").toLowerCase(Locale.ROOT);
  }
}
