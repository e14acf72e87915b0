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
      io.coredeck.dashboard.text      | sdk sdk.hub                                   | com.vaadin.flow.. jakarta.servlet..
      io.coredeck.dashboard.push      |                                               | com.vaadin.flow..
      io.coredeck.dashboard.grid      | model model.registry sdk sdk.workload         | com.vaadin.flow..
      io.coredeck.dashboard.signin.provider | sdk sdk.account wire.account dashboard.grid | com.vaadin.flow..
      io.coredeck.dashboard.signin    | identity model model.registry sdk sdk.account wire dashboard.grid dashboard.signin.provider | com.vaadin.. jakarta.servlet.. javax.crypto.. tools.jackson..
      io.coredeck.dashboard.live.redis |                                               | io.lettuce..
      io.coredeck.dashboard.live.nodes | dashboard.live.redis                          | com.vaadin.flow..
      io.coredeck.dashboard.live.events | dashboard.live.redis                          | com.vaadin.flow..
      io.coredeck.dashboard.compose.draft | model model.rule sdk.workload wire | tools.jackson..
      io.coredeck.dashboard.compose.check | model model.registry model.rule model.fit sdk.workload dashboard.compose.draft |
      io.coredeck.dashboard.compose.hub | sdk.hub                                       |
      io.coredeck.dashboard.compose.copy | model model.rule sdk sdk.workload dashboard.compose.draft | tools.jackson..
      io.coredeck.dashboard.compose.deploy | model model.registry wire.draft sdk sdk.draft sdk.network sdk.workload dashboard.compose.draft dashboard.compose.check |
      io.coredeck.dashboard.live      |                                               | jakarta.servlet..
      io.coredeck.dashboard.live.log  | wire dashboard.live dashboard.live.redis      | org.eclipse.jetty.. jakarta.servlet..
      io.coredeck.dashboard.live.stats | wire dashboard.live dashboard.live.redis dashboard.live.nodes | org.eclipse.jetty.. jakarta.servlet..
      io.coredeck.dashboard.live.corex.door | wire.account                             | jakarta.servlet..
      io.coredeck.dashboard.live.corex | wire wire.account dashboard.live dashboard.live.corex.door | org.eclipse.jetty.. jakarta.servlet..
      io.coredeck.dashboard.notice    | wire dashboard.grid                           | com.vaadin.flow..
      io.coredeck.dashboard.frame     | model model.registry dashboard.signin dashboard.grid wire dashboard.notice | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.container.console | model dashboard.frame                         | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.usage     | model model.registry model.rule sdk sdk.workload dashboard.grid |
      io.coredeck.dashboard.find      | model model.registry sdk sdk.workload wire dashboard.grid dashboard.signin dashboard.frame dashboard.usage | com.vaadin.flow.. jakarta.servlet..
      io.coredeck.dashboard.overview.findings | model model.registry dashboard.live.events dashboard.grid dashboard.frame dashboard.usage |
      io.coredeck.dashboard.widget.errand | sdk sdk.hub dashboard.grid                   | com.vaadin.flow..
      io.coredeck.dashboard.widget    | model.registry dashboard.frame | com.vaadin..
      io.coredeck.dashboard.overview  | model model.registry dashboard.live.nodes dashboard.live.events dashboard.grid dashboard.frame dashboard.signin dashboard.usage dashboard.widget dashboard.overview.findings | com.vaadin..
      io.coredeck.dashboard.widget.list | dashboard.grid dashboard.frame dashboard.widget | com.vaadin..
      io.coredeck.dashboard.account.webhook | model.hook sdk sdk.account wire.hook dashboard.grid dashboard.frame dashboard.signin dashboard.widget.errand | com.vaadin..
      io.coredeck.dashboard.admission | sdk dashboard.grid dashboard.frame dashboard.widget.errand | com.vaadin.flow..
      io.coredeck.dashboard.account   | model.registry sdk sdk.account wire.account dashboard.grid dashboard.frame dashboard.signin dashboard.signin.provider dashboard.widget.errand dashboard.account.webhook | com.vaadin..
      io.coredeck.dashboard.admin.audit | model.registry sdk sdk.account wire.account dashboard.frame dashboard.signin dashboard.widget.list | com.vaadin..
      io.coredeck.dashboard.admin     | model model.registry sdk sdk.account wire.account dashboard.admission dashboard.grid dashboard.frame dashboard.signin dashboard.widget dashboard.widget.list dashboard.widget.errand | com.vaadin..
      io.coredeck.dashboard.deletion  | model sdk sdk.workload dashboard.grid dashboard.notice dashboard.frame dashboard.signin dashboard.usage dashboard.widget | com.vaadin..
      io.coredeck.dashboard.container | model model.registry sdk.workload wire dashboard.grid dashboard.frame dashboard.signin dashboard.container.console dashboard.deletion dashboard.widget dashboard.widget.errand | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.reservations.rows | model model.registry model.rule sdk.workload dashboard.grid dashboard.frame | com.vaadin.flow..
      io.coredeck.dashboard.reservations | model model.registry dashboard.grid dashboard.frame dashboard.signin dashboard.deletion dashboard.reservations.rows | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.nodes     | model model.registry sdk dashboard.admission dashboard.grid dashboard.frame dashboard.signin dashboard.usage dashboard.widget dashboard.widget.list dashboard.widget.errand | com.vaadin..
      io.coredeck.dashboard.pools     | model model.registry model.rule sdk dashboard.grid dashboard.frame dashboard.signin dashboard.usage dashboard.widget dashboard.widget.list dashboard.widget.errand | com.vaadin..
      io.coredeck.dashboard.networks  | model model.registry model.rule sdk sdk.network dashboard.grid dashboard.frame dashboard.signin dashboard.usage dashboard.deletion dashboard.widget dashboard.widget.list dashboard.widget.errand | com.vaadin..
      io.coredeck.dashboard.volumes   | model model.registry sdk dashboard.grid dashboard.frame dashboard.signin dashboard.usage dashboard.widget dashboard.widget.list dashboard.widget.errand | com.vaadin..
      io.coredeck.dashboard.images.upload | model.registry sdk.hub dashboard.frame dashboard.signin dashboard.usage dashboard.widget dashboard.widget.errand | com.vaadin..
      io.coredeck.dashboard.images    | model model.registry sdk.hub dashboard.grid dashboard.frame dashboard.signin dashboard.usage dashboard.widget dashboard.widget.list dashboard.widget.errand dashboard.images.upload | com.vaadin..
      io.coredeck.dashboard.compose.model | model.registry dashboard.compose.draft dashboard.compose.check |
      io.coredeck.dashboard.compose.place | model.registry dashboard.frame dashboard.compose.draft dashboard.compose.check dashboard.compose.model | com.vaadin..
      io.coredeck.dashboard.compose.form | model model.registry model.rule model.probe sdk.hub dashboard.frame dashboard.compose.draft dashboard.compose.check dashboard.compose.hub sdk dashboard.compose.model dashboard.compose.place | com.vaadin..
      io.coredeck.dashboard.compose.code | wire wire.draft sdk.hub dashboard.frame dashboard.compose.draft dashboard.compose.check dashboard.compose.model dashboard.compose.copy dashboard.compose.form | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.compose.start | model model.registry model.draft wire wire.draft sdk sdk.draft dashboard.grid dashboard.widget.errand sdk.hub sdk.workload dashboard.frame dashboard.signin dashboard.compose.draft dashboard.compose.check dashboard.compose.model dashboard.compose.form | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.compose   | model model.registry model.probe sdk sdk.probe sdk.workload dashboard.grid dashboard.notice dashboard.frame dashboard.signin dashboard.compose.draft dashboard.compose.check dashboard.compose.hub dashboard.compose.copy dashboard.compose.deploy dashboard.compose.form dashboard.compose.model dashboard.compose.code dashboard.compose.start | com.vaadin.. tools.jackson..
      io.coredeck.dashboard.live.steps | dashboard.live.redis                          |
      io.coredeck.dashboard.missing   | dashboard.frame dashboard.overview | com.vaadin.flow.. jakarta.servlet..
      io.coredeck.dashboard           | model.registry wire.account sdk sdk.account dashboard.live dashboard.live.redis dashboard.live.log dashboard.live.stats dashboard.live.nodes dashboard.live.events dashboard.container dashboard.grid dashboard.frame dashboard.overview dashboard.reservations dashboard.compose dashboard.compose.hub dashboard.signin model sdk.workload dashboard.live.corex dashboard.live.corex.door dashboard.find dashboard.account dashboard.admin dashboard.admin.audit dashboard.nodes dashboard.pools dashboard.networks dashboard.volumes dashboard.images dashboard.live.steps dashboard.compose.deploy dashboard.missing | com.vaadin.flow.. org.eclipse.jetty.. jakarta.servlet.. org.jsoup..
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
