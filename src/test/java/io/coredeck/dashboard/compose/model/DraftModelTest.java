package io.coredeck.dashboard.compose.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How form and code stay one.
class DraftModelTest {

  private final DraftModel model = new DraftModel(Draft.empty(), DraftFormat.JSON);

  @Test
  void what_the_form_changes_stands_in_the_code() {
    model.set("/name", "web");
    assertThat(model.text()).contains("\"name\": \"web\"");
    assertThat(model.place("/name").line()).isEqualTo(3);
  }

  @Test
  void what_is_typed_stands_in_the_form_and_stays_as_it_was_typed() {
    model.type("{\"name\":\n\n\"web\", \"more\": [1]}");
    assertThat(model.draft().text("/name")).isEqualTo("web");
    assertThat(model.text()).isEqualTo("{\"name\":\n\n\"web\", \"more\": [1]}");
    model.set("/name", "api");
    assertThat(model.text()).contains("\"name\": \"api\"").contains("\"more\": [1]");
  }

  @Test
  void bad_text_leaves_the_form_as_it_was_and_names_the_line_until_something_good_comes() {
    model.set("/name", "web");
    model.type("{\n\"name\": oops}");
    assertThat(model.draft().text("/name")).isEqualTo("web");
    assertThat(model.fault().orElseThrow().place().line()).isEqualTo(2);
    assertThat(model.text()).isEqualTo("{\n\"name\": oops}");
    model.set("/name", "api");
    assertThat(model.fault()).isEmpty();
    assertThat(model.text()).contains("\"name\": \"api\"");
  }

  @Test
  void a_secret_in_the_text_is_hidden_at_once_and_the_rest_of_the_typing_stays() {
    model.type("{\"secret_environment\": {\"KEY\": \"sesame\"}}");
    assertThat(model.text()).contains(Draft.HIDDEN).doesNotContain("sesame");
    var typed = model.text().replace("\n", " ");
    model.type(typed);
    assertThat(model.text()).isEqualTo(typed);
    assertThat(model.draft().secret("KEY")).contains("sesame");
  }

  @Test
  void nobody_is_told_what_is_missing_before_the_first_change() {
    assertThat(model.problem("/flist")).isPresent();
    assertThat(model.told("/flist")).isEmpty();
    model.set("/name", "web");
    assertThat(model.told("/flist")).isPresent();
  }

  @Test
  void another_format_says_the_same_and_whoever_listens_is_told() {
    var told = new AtomicInteger();
    model.onChange(told::incrementAndGet);
    model.set("/name", "web");
    model.speak(DraftFormat.YAML);
    assertThat(model.text()).contains("name: web");
    assertThat(told.get()).isEqualTo(2);
  }
}
