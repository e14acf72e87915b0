package io.coredeck.dashboard.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.hub.HubImage;
import io.coredeck.sdk.hub.HubImage.Facts;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the page of an image promises about who may change it.
class ImageActionsTest {

  private final AtomicReference<Person> person =
      new AtomicReference<>(new Person("olga", Role.OPERATOR, 7));
  private Shelf shelf;
  private ImageActions actions;

  @BeforeEach
  void open() {
    UI.setCurrent(new UI());
    shelf = Shelf.of(URI.create("http://127.0.0.1:1"), "token");
    var image =
        new HubImage(
            URI.create("http://h/olga/app.flist"),
            "olga",
            "app.flist",
            1,
            "0".repeat(32),
            0,
            true,
            "",
            new Facts("", "", 0, 0, 0, 0, 0, ""));
    actions = new ImageActions(person::get, shelf, image);
  }

  @AfterEach
  void close() {
    shelf.close();
    UI.setCurrent(null);
  }

  @Test
  void who_sees_everything_changes_images() throws Exception {
    assertThat(buttons()).isEqualTo(3);
    assertThat(actions.hub()).isSameAs(shelf.hub());
  }

  @Test
  void a_role_taken_away_while_the_page_is_open_counts_at_the_next_act() {
    assertThat(buttons()).isEqualTo(3);
    person.set(new Person("olga", Role.USER, 7));
    assertThatThrownBy(actions::hub)
        .isInstanceOf(IOException.class)
        .hasMessage("Your role may not change images.");
    assertThat(buttons()).isZero();
  }

  private long buttons() {
    return Arrays.stream(actions.all()).filter(Button.class::isInstance).count();
  }
}
