package io.coredeck.dashboard.images.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.signin.Person;
import io.coredeck.model.registry.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an upload promises about images that are there already.
class InletTest {

  @ParameterizedTest
  @CsvSource({
    "ADMIN, true, true",
    "OPERATOR, true, true",
    "OPERATOR, false, false",
    "USER, true, false",
    "VIEWER, true, false"
  })
  void only_who_sees_everything_at_that_moment_replaces_an_image(
      Role role, boolean isAsked, boolean mayReplace) {
    assertThat(Inlet.mayReplace(new Person("olga", role, 7), isAsked)).isEqualTo(mayReplace);
  }
}
