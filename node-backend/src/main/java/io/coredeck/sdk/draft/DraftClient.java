package io.coredeck.sdk.draft;

import io.coredeck.model.draft.Template;
import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.draft.TemplateMessages;
import java.util.List;

/// The calls about templates and drafts.
///
/// {@snippet file="io/coredeck/sdk/draft/DraftExamplesTest.java" region="drafts"}
///
/// May be used by many threads, as long as the client of the grid is open. Every call throws {@link
/// GridException} if the explorer refuses it or does not answer within 30 seconds.
public final class DraftClient {

  private static final String PATH = "/templates";

  private final ExplorerCalls calls;

  /// @param grid in whose name
  public DraftClient(GridClient grid) {
    this.calls = grid.calls();
  }

  /// A template as it was seen.
  ///
  /// @param tag of that state
  public record Seen(Template template, String tag) {}

  /// @param id of a workload of one's own, for operators and admins of any
  /// @return what its customer set, to be deployed again: docs/formats/reservation.md
  public JsonValue draftOf(long id) throws GridException, InterruptedException {
    return calls.read(calls.get("/reservations/workloads/" + id + "/draft"), Json::tree);
  }

  /// @return the own ones and those that are shared, by name, without variables and drafts
  public List<Template> templates() throws GridException, InterruptedException {
    return calls.read(calls.get(PATH), TemplateMessages::templates);
  }

  /// @return whole
  public Seen template(long id) throws GridException, InterruptedException {
    return seen(calls.get(PATH + "/" + id));
  }

  /// Keeps a template. Shared ones are made by operators and admins.
  ///
  /// @param wish {@link Template#wish}
  /// @throws GridException also with status 409 if the name is taken, or there are too many
  public Seen create(Template wish) throws GridException, InterruptedException {
    return seen(calls.post(PATH, TemplateMessages.writeWish(wish)));
  }

  /// Changes a template.
  ///
  /// @param before as it was seen
  /// @param wish what it is to be
  /// @throws GridException also with status 412 if it has been changed since
  public Seen change(Seen before, Template wish) throws GridException, InterruptedException {
    var path = PATH + "/" + before.template().id();
    return seen(calls.put(path, TemplateMessages.writeWish(wish), before.tag()));
  }

  public void remove(long id) throws GridException, InterruptedException {
    calls.delete(PATH + "/" + id);
  }

  private Seen seen(ExplorerCalls.Answer answer) throws GridException {
    return new Seen(calls.read(answer, TemplateMessages::template), answer.tag());
  }
}
