package io.coredeck.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboard's part of the map in ARCHITECTURE.md, enforced. Pages never use each other; all
/// may use `text`.
class ArchitectureTest {

  private static final String MAP =
      """
      package                         | may use of ours                               | may use of others
      io.coredeck.dashboard.text      |                                               | com.vaadin.flow..
      io.coredeck.dashboard.grid      | model model.registry sdk                      | com.vaadin.flow..
      io.coredeck.dashboard.signin    | model model.registry sdk dashboard.grid       | com.vaadin.. jakarta.servlet..
      io.coredeck.dashboard.frame     | model model.registry dashboard.signin         | com.vaadin..
      io.coredeck.dashboard.overview  | model model.registry dashboard.grid dashboard.frame dashboard.signin | com.vaadin..
      io.coredeck.dashboard.reservations | model model.registry sdk dashboard.grid dashboard.frame dashboard.signin | com.vaadin..
      io.coredeck.dashboard.compose.draft | model model.rule sdk wire                 | tools.jackson..
      io.coredeck.dashboard.compose.check | model model.registry model.rule sdk dashboard.compose.draft |
      io.coredeck.dashboard.compose.hub | wire                                        |
      io.coredeck.dashboard.compose.copy | model.rule sdk dashboard.compose.draft     | tools.jackson..
      io.coredeck.dashboard.compose.deploy | model model.registry sdk sdk.network dashboard.compose.draft dashboard.compose.check |
      io.coredeck.dashboard.compose.model | model.registry dashboard.compose.draft dashboard.compose.check |
      io.coredeck.dashboard.compose.form | model model.registry model.rule sdk dashboard.frame dashboard.compose.draft dashboard.compose.check dashboard.compose.model dashboard.compose.hub | com.vaadin..
      io.coredeck.dashboard.compose.code | dashboard.frame dashboard.compose.draft dashboard.compose.check dashboard.compose.model dashboard.compose.copy dashboard.compose.form | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.compose.start | model model.registry sdk dashboard.grid dashboard.frame dashboard.signin dashboard.compose.draft dashboard.compose.check dashboard.compose.model dashboard.compose.form | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.compose   | model model.registry sdk dashboard.grid dashboard.frame dashboard.signin dashboard.compose.draft dashboard.compose.check dashboard.compose.model dashboard.compose.hub dashboard.compose.copy dashboard.compose.deploy dashboard.compose.form dashboard.compose.code dashboard.compose.start | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.live.redis |                                              | io.lettuce..
      io.coredeck.dashboard.live.steps | dashboard.live.redis                        |
      io.coredeck.dashboard.live      |                                               | jakarta.servlet..
      io.coredeck.dashboard.live.log  | wire dashboard.live dashboard.live.redis      | org.eclipse.jetty.. jakarta.servlet..
      io.coredeck.dashboard.live.stats | wire dashboard.live dashboard.live.redis     | org.eclipse.jetty.. jakarta.servlet..
      io.coredeck.dashboard.container | model model.registry sdk wire dashboard.grid dashboard.frame dashboard.signin | com.vaadin.. tools.jackson..
      io.coredeck.dashboard           | model.registry dashboard.live dashboard.live.redis dashboard.live.log dashboard.live.stats dashboard.live.steps dashboard.container dashboard.grid dashboard.frame dashboard.overview dashboard.reservations dashboard.compose dashboard.compose.hub dashboard.compose.deploy dashboard.signin | com.vaadin.flow.. org.eclipse.jetty.. jakarta.servlet..
      """;

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.coredeck.dashboard");

  record Row(String name, List<String> allowed) {}

  static Stream<Row> map() {
    return MAP.lines().skip(1).map(line -> line.split("\\|", -1)).map(ArchitectureTest::row);
  }

  private static Row row(String[] cells) {
    var name = cells[0].strip();
    var ours = words(cells[1]).map("io.coredeck."::concat);
    var always = Stream.of(name, "io.coredeck.dashboard.text", "java..", "org.jspecify..");
    return new Row(name, Stream.of(always, ours, words(cells[2])).flatMap(s -> s).toList());
  }

  private static Stream<String> words(String cell) {
    return Arrays.stream(cell.split(" ", -1)).filter(word -> !word.isBlank());
  }

  @ParameterizedTest
  @MethodSource("map")
  void a_package_uses_only_what_the_map_allows(Row row) {
    classes()
        .that()
        .resideInAPackage(row.name())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(row.allowed().toArray(String[]::new))
        .check(OURS);
  }

  @Test
  void every_package_is_on_the_map() {
    assertThat(map().map(Row::name).toList())
        .containsAll(OURS.stream().map(JavaClass::getPackageName).distinct().toList());
  }

  @Test
  void a_row_names_only_rows_above_it_so_there_are_no_cycles() {
    var above = new ArrayList<String>();
    for (var row : map().toList()) {
      above.add(row.name());
      assertThat(above)
          .containsAll(
              row.allowed().stream()
                  .filter(name -> name.startsWith("io.coredeck.dashboard"))
                  .toList());
    }
  }

  @Test
  void nobody_starts_programs() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class).check(OURS);
  }

  @Test
  void only_a_config_reads_the_environment() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Config")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(OURS);
  }

  @Test
  void no_class_has_a_name_that_says_nothing() {
    noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)").check(OURS);
  }

  @Test
  void nobody_throws_a_generic_exception() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(OURS);
  }
}
