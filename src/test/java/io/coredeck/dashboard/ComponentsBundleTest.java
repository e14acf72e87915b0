package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.JsModule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What Vaadin's components need in a browser is in the scripts that `frontend/vaadin.mjs` packs.
class ComponentsBundleTest {

  /// Vaadin's plugin names what lies in its jars like this, annotations name it by `./`.
  private static final String FROM_JARS = "Frontend/generated/jar-resources/";

  private final Set<String> packed;

  ComponentsBundleTest() throws IOException {
    try (var stats =
        DashboardServer.class
            .getClassLoader()
            .getResourceAsStream("META-INF/VAADIN/config/stats.json")) {
      assertThat(stats).isNotNull();
      packed =
          JsonMapper.shared()
              .readTree(stats)
              .get("bundleImports")
              .valueStream()
              .map(name -> name.asString().replace(FROM_JARS, "./"))
              .collect(Collectors.toUnmodifiableSet());
    }
  }

  @Test
  void every_component_that_a_class_of_the_dashboard_names_is_packed() {
    var needed =
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.coredeck.dashboard")
                .stream()
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(target -> target.getName().startsWith("com.vaadin.flow.component."))
                .filter(target -> target.isAssignableTo(Component.class))
                .map(JavaClass::reflect)
                .flatMap(ComponentsBundleTest::modules)
                .collect(Collectors.toUnmodifiableSet());
    assertThat(needed).hasSizeGreaterThan(20).contains("@vaadin/grid/src/vaadin-grid.js");
    assertThat(packed).containsAll(needed);
  }

  @Test
  void nothing_is_packed_that_no_page_shows() {
    assertThat(packed).noneMatch(name -> name.matches("@vaadin/(charts|map|date-picker|crud)/.*"));
  }

  private static Stream<String> modules(Class<?> component) {
    return Arrays.stream(component.getAnnotationsByType(JsModule.class)).map(JsModule::value);
  }
}
