package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreloadsTest {

  private final ClassLoader classes = Preloads.class.getClassLoader();
  private final Preloads preloads;

  PreloadsTest() throws IOException {
    preloads = Preloads.read(classes);
  }

  @Test
  void everything_named_is_in_the_program() {
    assertThat(all())
        .allSatisfy(script -> {
          var folder =
              script.startsWith("VAADIN/") ? "META-INF/VAADIN/webapp/" : "META-INF/resources/";
          assertThat(classes.getResource(folder + script)).isNotNull();
        });
  }

  @Test
  void what_vaadin_loads_one_after_the_other_is_there_from_the_beginning() {
    assertThat(kinds("VAADIN/build/"))
        .contains("FlowBootstrap", "FlowClient", "generated-flow-imports");
  }

  @Test
  void charts_and_other_parts_that_no_page_shows_are_not() {
    assertThat(kinds("VAADIN/build/")).noneMatch(name -> name.contains("chart"));
  }

  @Test
  void the_frame_comes_with_all_it_imports_to_those_who_are_signed_in() {
    assertThat(preloads.everywhere()).contains("webjars/coredeck/theme.js");
    assertThat(preloads.signedIn())
        .contains("webjars/coredeck/frame.js")
        .anyMatch(script -> script.startsWith("webjars/coredeck/chunk-"))
        .doesNotContainAnyElementsOf(preloads.everywhere());
  }

  private Set<String> kinds(String folder) {
    return all()
        .filter(script -> script.startsWith(folder))
        .map(script -> script.substring(folder.length()).replaceFirst("-[\\w-]{8}\\.js$", ""))
        .collect(Collectors.toSet());
  }

  private Stream<String> all() {
    return Stream.concat(preloads.everywhere().stream(), preloads.signedIn().stream());
  }
}
