package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.vaadin.flow.router.Route;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The list of pages is kept by hand, because nothing is scanned at start.
class DashboardPagesTest {

  @Test
  void every_page_in_the_source_is_on_the_list() {
    var pages =
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.coredeck.dashboard")
                .stream()
                .filter(type -> type.isAnnotatedWith(Route.class))
                .map(JavaClass::getName)
                .toList();
    assertThat(pages).isNotEmpty();
    assertThat(Arrays.stream(DashboardServer.PAGES).map(Class::getName)).containsAll(pages);
  }
}
