package io.coredeck.explorer.store.find;

import io.coredeck.explorer.store.find.Field.Form;
import io.coredeck.model.NextAction;
import io.coredeck.model.WorkloadState;
import io.coredeck.model.WorkloadType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there are lists of, and what each may be asked for.
@SuppressWarnings("ImmutableEnumChecker") // lists that cannot be changed, of fields that cannot
public enum Kind {
  /// Searched in a narrow table beside the workloads: their own rows are wide.
  WORKLOADS(
      "workloads",
      "workload_index",
      List.of("words"),
      List.of(),
      Field.of(Form.NUMBER, "id", "id"),
      Field.of(Form.TEXT, "name", "name"),
      Field.of(Form.TIME, "created", "created"),
      Field.of(Form.TEXT, "node", "node_id"),
      Field.of(Form.NUMBER, "pool", "pool_id"),
      Field.of(Form.NUMBER, "customer", "customer_tid"),
      Field.words("type", "workload_type", WorkloadType.values(), WorkloadType::code),
      Field.words("state", "state", WorkloadState.values(), WorkloadState::code),
      Field.words("next_action", "next_action", NextAction.values(), NextAction::code),
      Field.words("result", "result", WorkloadIndex.RESULTS),
      Field.of(Form.FLAG, "interactive", "interactive")),

  NODES(
      "nodes",
      "nodes",
      List.of("words"),
      List.of(),
      Field.of(Form.NUMBER, "id", "id"),
      Field.of(Form.TEXT, "node", "node_id"),
      Field.of(Form.TEXT, "name", "hostname"),
      Field.of(Form.NUMBER, "farm", "farm_id"),
      Field.of(Form.TEXT, "country", "country"),
      Field.of(Form.TEXT, "city", "city"),
      Field.of(Form.TIME, "created", "created"),
      Field.of(Form.TIME, "seen", "seen"),
      Field.of(Form.AMOUNT, "cru", "cru"),
      Field.of(Form.AMOUNT, "mru", "mru"),
      Field.of(Form.AMOUNT, "hru", "hru"),
      Field.of(Form.AMOUNT, "sru", "sru"),
      Field.usuallyFalse("deleted", "deleted")),

  FARMS(
      "farms",
      "farms",
      List.of("words"),
      List.of(),
      Field.of(Form.NUMBER, "id", "id"),
      Field.of(Form.TEXT, "name", "name"),
      Field.of(Form.NUMBER, "owner", "threebot_id")),

  POOLS(
      "pools",
      "pools",
      List.of("words"),
      List.of(),
      Field.of(Form.NUMBER, "id", "id"),
      Field.of(Form.NUMBER, "owner", "customer_tid"),
      Field.of(Form.TIME, "empty", "empty_at")),

  USERS(
      "users",
      "users",
      List.of("words"),
      List.of("lower(email)"),
      Field.of(Form.NUMBER, "id", "id"),
      Field.of(Form.TEXT, "name", "name"),
      Field.of(Form.TEXT, "email", "email").confidential(),
      Field.of(Form.TEXT, "key", "pubkey")),

  /// Its texts are short columns of their own.
  AUDIT(
      "audit",
      "audit",
      List.of("lower(actor)", "lower(action)", "lower(object)", "lower(detail)", "lower(address)"),
      List.of(),
      Field.of(Form.NUMBER, "id", "id"),
      Field.of(Form.TIME, "at", "happened"),
      Field.of(Form.NUMBER, "user", "tid"),
      Field.of(Form.TEXT, "actor", "actor"),
      Field.of(Form.TEXT, "action", "action"),
      Field.of(Form.TEXT, "object", "object"),
      Field.of(Form.TEXT, "address", "address"),
      Field.of(Form.TEXT, "via", "via"),
      Field.words("result", "result", Map.of("ok", "ok", "refused", "refused")));

  private static final int ADMITTED = 1;

  private final String table;
  private final String index;
  private final List<String> texts;
  private final List<String> textsForKnown;
  private final List<Field> fields;

  /// @param table of the records
  /// @param index where the fields are
  /// @param texts what is searched: SQL in lower case
  /// @param textsForKnown what is searched besides for callers whom the explorer knows
  Kind(
      String table, String index, List<String> texts, List<String> textsForKnown, Field... fields) {
    this.table = table;
    this.index = index;
    this.texts = texts;
    this.textsForKnown = textsForKnown;
    this.fields = List.of(fields);
  }

  String table() {
    return table;
  }

  String index() {
    return index;
  }

  List<String> texts() {
    return texts;
  }

  List<String> textsForKnown() {
    return textsForKnown;
  }

  /// @return what a record's `admission` must be to be found: as in their list, nodes are only
  ///   found once they were let in (`Reading.Admission`); empty for records that nobody lets in
  Optional<Integer> admission() {
    return this == NODES ? Optional.of(ADMITTED) : Optional.empty();
  }

  /// @return all, the number first
  public List<Field> fields() {
    return fields;
  }

  /// @return empty if nothing of it has that name
  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /// @return its number, the last key of every order
  public Field id() {
    return fields.getFirst();
  }
}
