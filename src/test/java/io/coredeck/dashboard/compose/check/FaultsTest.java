package io.coredeck.dashboard.compose.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.fit.Finding;
import io.coredeck.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The composer judges as all programs do.
class FaultsTest {

  private final GridFacts facts = Facts.twoNodes();
  private final Draft fine = Facts.fittingDraft();

  /// The other ways in are held to the same table by `OneJudgementTest` of node-backend.
  @Test
  void what_is_wrong_by_itself_is_what_all_programs_say() throws Exception {
    var rows = Json.tree(Files.readString(Path.of("docs/formats/examples/faults.json"))).items();
    assertThat(rows).hasSizeGreaterThan(15);
    for (var row : rows) {
      var draft = fine.with("/interactive", true);
      for (var change : row.member("set").members().entrySet()) {
        var value = change.getValue();
        draft =
            draft.with(
                change.getKey(),
                value.isText()
                    ? value.text()
                    : value.isNumber() ? (Object) value.integer() : value.flag());
      }
      var path = row.member("path").text();
      var pointer = path.substring(1).replace("[", "/").replace("]", "").replace('.', '/');
      assertThat(DraftCheck.of(draft, facts))
          .as(row.json())
          .extracting(Problem::pointer)
          .anyMatch(found -> found.startsWith(pointer));
      if (!row.member("code")
          .text()
          .equals("bad-variable")) { // names are judged more strictly here
        assertThat(DraftCheck.findings(draft, facts))
            .extracting(one -> one.code().word(), Finding::message)
            .contains(tuple(row.member("code").text(), row.member("message").text()));
      }
    }
  }
}
