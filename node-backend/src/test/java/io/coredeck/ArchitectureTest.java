package io.coredeck;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.coredeck.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The map of ARCHITECTURE.md, enforced.
class ArchitectureTest {

  private static final String MAP =
      """
      package                       | may use of ours                         | may use of others
      io.coredeck.posix             |                                         |
      io.coredeck.model             |                                         |
      io.coredeck.model.registry    |                                         |
      io.coredeck.model.probe       |                                         |
      io.coredeck.model.hook        |                                         |
      io.coredeck.model.draft       |                                         |
      io.coredeck.model.rule        | model model.registry |
      io.coredeck.model.fit         | model model.registry model.rule         |
      io.coredeck.flist.capnp       |                                         |
      io.coredeck.flist.tar         | posix                                   |
      io.coredeck.flist.block       |                                         | org.xerial.snappy.. org.bouncycastle..
      io.coredeck.flist             | posix flist.capnp flist.tar flist.block | org.sqlite..
      io.coredeck.flist.pack        | posix flist flist.tar flist.block       |
      io.coredeck.identity          | model model.registry                    | org.bouncycastle..
      io.coredeck.wire              | model model.registry                    | tools.jackson..
      io.coredeck.wire.account      | model.registry wire                     |
      io.coredeck.wire.draft        | model model.draft model.rule model.fit wire |
      io.coredeck.wire.probe        | model.probe wire                        |
      io.coredeck.wire.hook         | model.hook wire                         |
      io.coredeck.wire.fit          | model model.fit wire                    |
      io.coredeck.blocks            | model.rule flist.block wire | io.lettuce.. io.netty..
      io.coredeck.web               |  | org.eclipse.jetty..
      io.coredeck.sdk.http          |                                         | javax.net.ssl..
      io.coredeck.sdk               | model model.registry model.probe wire wire.account wire.probe identity sdk.http |
      io.coredeck.sdk.search        | model model.registry wire wire.account identity sdk |
      io.coredeck.sdk.watch         | model wire identity sdk                 |
      io.coredeck.sdk.account       | model.registry wire.account identity sdk wire model.hook wire.hook |
      io.coredeck.sdk.probe         | model.probe wire.probe sdk              |
      io.coredeck.sdk.fit           | model model.fit wire wire.fit sdk       |
      io.coredeck.sdk.workload      | model wire                              |
      io.coredeck.sdk.network       | model model.registry model.rule identity |
      io.coredeck.sdk.hub           | wire sdk.http                           |
      io.coredeck.sdk.corex         | wire sdk.http                           | javax.net.ssl..
      io.coredeck.sdk.channel       | model model.rule wire                   |
      io.coredeck.sdk.draft         | model model.draft model.fit wire wire.draft sdk sdk.fit |
      io.coredeck.sdk.zos           | model model.registry model.rule model.fit identity sdk sdk.fit sdk.workload sdk.network sdk.channel sdk.search wire wire.draft sdk.draft |
      io.coredeck.explorer.store.database |                                   | org.jdbi.. org.flywaydb.. org.sqlite.. org.postgresql.. com.zaxxer.hikari.. javax.sql..
      io.coredeck.explorer.store.session |                                  | org.jdbi..
      io.coredeck.explorer.store.hook | model.hook wire.hook                     | org.jdbi..
      io.coredeck.explorer.store.template | model.draft wire.draft         | org.jdbi..
      io.coredeck.explorer.store.find | model model.registry wire sdk.workload  | org.jdbi..
      io.coredeck.explorer.store    | model model.registry wire explorer.store.database explorer.store.find explorer.store.session explorer.store.template explorer.store.hook | org.jdbi..
      io.coredeck.explorer.session  | model.registry wire.account web explorer.store explorer.store.session |
      io.coredeck.explorer.call     | model model.registry model.draft wire identity web explorer.store explorer.session |
      io.coredeck.explorer.audit    | model model.registry wire wire.account web explorer.store explorer.call |
      io.coredeck.explorer.door     | web explorer.store explorer.call explorer.audit |
      io.coredeck.explorer.doc      | web explorer.door |
      io.coredeck.explorer.audit.call | model model.registry wire.account web explorer.store explorer.store.find explorer.call explorer.audit explorer.door |
      io.coredeck.explorer.account.guess |                                    |
      io.coredeck.explorer.account.provider | model.registry wire              | com.nimbusds..
      io.coredeck.explorer.account  | model model.registry wire wire.account identity web explorer.store explorer.store.session explorer.store.find explorer.store.template explorer.call explorer.audit explorer.door explorer.account.guess explorer.account.provider explorer.store.hook explorer.session | org.bouncycastle.. javax.crypto..
      io.coredeck.explorer.pool     | model model.registry model.rule wire identity web explorer.store explorer.call explorer.audit explorer.door |
      io.coredeck.explorer.registry | model model.registry wire identity web explorer.store explorer.store.find explorer.call explorer.audit explorer.door |
      io.coredeck.explorer.workload.check | model model.registry model.rule model.fit wire identity web explorer.store explorer.call |
      io.coredeck.explorer.workload.explain | model model.registry model.rule model.fit wire wire.fit web explorer.store explorer.store.find explorer.call explorer.door explorer.workload.check |
      io.coredeck.explorer.workload | model model.registry model.rule wire identity web explorer.store explorer.store.find explorer.call explorer.audit explorer.door explorer.workload.check |
      io.coredeck.explorer.workload.follow | wire web explorer.store explorer.call explorer.door model | io.lettuce..
      io.coredeck.explorer.draft    | model model.registry model.draft wire wire.draft web explorer.store explorer.store.template explorer.call explorer.audit explorer.door |
      io.coredeck.explorer.search   | model model.registry wire wire.account web explorer.store explorer.store.find explorer.call explorer.door model.rule explorer.registry |
      io.coredeck.explorer.probe    | model.probe wire.probe web explorer.store explorer.call explorer.door |
      io.coredeck.explorer.webhook.send |                                     | org.eclipse.jetty.. javax.crypto.. javax.net.ssl..
      io.coredeck.explorer.webhook  | model model.registry model.hook wire wire.hook web explorer.store explorer.store.hook explorer.call explorer.audit explorer.door explorer.account explorer.probe explorer.webhook.send |
      io.coredeck.explorer          | wire web explorer.store explorer.store.database explorer.call explorer.audit explorer.door explorer.doc explorer.audit.call explorer.account explorer.account.provider explorer.pool explorer.probe explorer.registry explorer.workload explorer.workload.explain explorer.workload.follow explorer.search explorer.draft explorer.webhook explorer.webhook.send |
      io.coredeck.explorer.backup   | wire explorer explorer.store.database   | org.jdbi.. org.bouncycastle.. javax.crypto.. picocli..
      io.coredeck.node.host         |                                         |
      io.coredeck.node.turn         |                                         |
      io.coredeck.node.reach        | node.turn                               | org.eclipse.jetty.. javax.net.ssl..
      io.coredeck.hub.demo          | posix flist wire node.host              |
      io.coredeck.hub.store         | posix flist wire                        |
      io.coredeck.hub               | posix flist flist.block flist.tar flist.pack blocks wire web node.host hub.demo hub.store | org.eclipse.jetty..
      io.coredeck.cli.text          | wire                                    | tools.jackson..
      io.coredeck.cli.screen        |                                         |
      io.coredeck.cli.start         |                                         |
      io.coredeck.cli.setup         | model model.registry wire identity sdk sdk.http sdk.account sdk.workload cli.text cli.screen | picocli..
      io.coredeck.cli.stream        | cli.setup                               | io.lettuce..
      io.coredeck.cli.list          | sdk sdk.search cli.setup cli.text       | picocli..
      io.coredeck.cli.deploy        | model model.registry model.rule model.fit wire wire.fit sdk sdk.fit sdk.workload sdk.network cli.text cli.screen cli.setup cli.stream wire.draft | picocli..
      io.coredeck.cli.draft         | model model.draft wire wire.draft sdk sdk.draft cli.screen cli.setup cli.text cli.deploy model.registry | picocli..
      io.coredeck.cli.grid          | model model.registry model.rule wire sdk cli.screen cli.setup cli.deploy sdk.search sdk.workload cli.text cli.list | picocli..
      io.coredeck.cli.image         | posix flist wire sdk.hub cli.setup      | picocli..
      io.coredeck.cli.profile       | posix model.registry wire.account sdk sdk.account cli.setup cli.screen | picocli..
      io.coredeck.cli.people        | model.registry model.hook wire wire.account wire.hook sdk sdk.account sdk.search cli.setup cli.screen cli.profile cli.list | picocli..
      io.coredeck.cli.watch         | posix model wire sdk sdk.watch cli.setup cli.stream cli.screen | picocli..
      io.coredeck.cli.corex         | posix model sdk sdk.corex sdk.workload cli.screen cli.setup | picocli..
      io.coredeck.cli.help          | cli.setup                               | picocli..
      io.coredeck.cli               | model model.registry wire identity sdk sdk.workload sdk.hub sdk.corex cli.screen cli.setup cli.deploy cli.draft cli.grid cli.image cli.people cli.profile cli.watch cli.corex cli.help | picocli..
      io.coredeck.node.image        | model posix flist flist.block blocks wire node.host node.turn node.reach |
      io.coredeck.node.network      | model model.rule node.host node.reach |
      io.coredeck.node.volume       | model node.host                         |
      io.coredeck.node.container.cgroup | model node.host                     |
      io.coredeck.node.container.startup | model.rule                                    | tools.jackson..
      io.coredeck.node.container.oci | model node.host                        | tools.jackson..
      io.coredeck.node.container    | model node.host node.container.cgroup node.container.startup node.container.oci | tools.jackson..
      io.coredeck.node.telemetry.log |                                        |
      io.coredeck.node.telemetry.redis | model.rule node.reach node.telemetry.log                    | io.lettuce.. io.netty..
      io.coredeck.node.telemetry.stats | model node.telemetry.redis             |
      io.coredeck.node.telemetry.notice |                                     |
      io.coredeck.node.telemetry    | model model.rule wire node.reach node.telemetry.log node.telemetry.notice node.telemetry.redis node.telemetry.stats |
      io.coredeck.node.work.check   | model model.rule                        |
      io.coredeck.node.work         | model model.registry model.rule wire identity sdk node.host node.turn node.image node.network node.volume node.container node.container.cgroup node.telemetry node.telemetry.stats node.work.check |
      io.coredeck.node.probe        | model model.registry model.rule model.probe identity sdk node.reach |
      io.coredeck.node              | model model.registry model.rule wire identity sdk node.host node.turn node.reach node.image node.network node.volume node.container node.container.cgroup node.telemetry node.work node.work.check node.probe blocks |
      io.coredeck.corex.screen.picture |                                      |
      io.coredeck.corex.screen.parse | corex.screen.picture                   |
      io.coredeck.corex.screen.cell | corex.screen.parse                      |
      io.coredeck.corex.screen.copy | corex.screen.cell corex.screen.picture  |
      io.coredeck.corex.screen      | corex.screen.parse corex.screen.cell corex.screen.picture corex.screen.copy |
      io.coredeck.corex.output.flood | corex.screen corex.screen.parse        |
      io.coredeck.corex.output      | corex.screen corex.output.flood         |
      io.coredeck.corex.audience    | corex.output                            |
      io.coredeck.corex.plan        |                                         |
      io.coredeck.corex.run         | corex.plan                              |
      io.coredeck.corex.process     | corex.output corex.plan corex.run       |
      io.coredeck.corex.wire        | corex.output corex.audience corex.plan corex.run corex.process |
      io.coredeck.corex.access      | corex.wire                              |
      io.coredeck.corex.files       | posix corex.wire                        |
      io.coredeck.corex.files.transfer | corex.wire                           |
      io.coredeck.corex.recording   | corex.output corex.run corex.process corex.wire |
      io.coredeck.corex.linux.system |                                        |
      io.coredeck.corex.linux.spawn | corex.output corex.run corex.linux.system | com.pty4j..
      io.coredeck.corex.linux       | corex.output corex.plan corex.run corex.process corex.linux.system corex.linux.spawn | com.pty4j..
      io.coredeck.corex.service     | corex.output corex.plan corex.process corex.run | org.tomlj..
      io.coredeck.corex.socket.frame |                                        | org.eclipse.jetty..
      io.coredeck.corex.socket      | corex.output corex.audience corex.run corex.process corex.wire corex.access corex.socket.frame | org.eclipse.jetty..
      io.coredeck.corex.http.tls    |                                         | org.eclipse.jetty.. javax.net.ssl..
      io.coredeck.corex.http.listen | corex.http.tls                          | org.eclipse.jetty..
      io.coredeck.corex.http.api    | corex.output corex.plan corex.run corex.process corex.service corex.wire corex.files corex.files.transfer corex.recording corex.socket corex.http.listen | org.eclipse.jetty..
      io.coredeck.corex.http        | corex.output corex.plan corex.process corex.service corex.wire corex.access corex.files corex.files.transfer corex.recording corex.socket corex.http.listen corex.http.api | org.eclipse.jetty..
      io.coredeck.corex             | posix corex.output corex.files corex.plan corex.process corex.service corex.wire corex.access corex.linux corex.http.tls corex.http.listen corex.http |
      io.coredeck.platform.bundle   | node.host                               |
      io.coredeck.platform.instance | model.rule node.host node.reach         |
      io.coredeck.platform.program  | node.host platform.instance             |
      io.coredeck.platform          | model model.registry wire identity sdk sdk.network sdk.account node.host platform.bundle platform.instance platform.program | picocli..
      """;

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.coredeck");

  record Row(String name, List<String> allowed) {}

  static Stream<Row> map() {
    return MAP.lines().skip(1).map(line -> line.split("\\|", -1)).map(ArchitectureTest::row);
  }

  private static Row row(String[] cells) {
    var name = cells[0].strip();
    var ours = words(cells[1]).map("io.coredeck."::concat);
    var always = Stream.of(name, "java..", "org.jspecify..");
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
        .allowEmptyShould(true)
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
          .containsAll(row.allowed().stream().filter(ArchitectureTest::isOurs).toList());
    }
  }

  /// The jar that goes into containers holds some packages alone.
  @Test
  void what_goes_into_containers_needs_nothing_that_stays_outside() throws Exception {
    needsNothingElse("pom.xml", "io.coredeck.corex..");
  }

  /// So does the jar that customers get.
  @Test
  void what_customers_get_needs_nothing_that_stays_here() throws Exception {
    needsNothingElse("sdk/pom.xml", "io.coredeck.sdk..");
  }

  private static void needsNothingElse(String pom, String among) throws Exception {
    var packed =
        Pattern.compile("<include>(io/coredeck/[a-z/]+)/\\*\\*</include>")
            .matcher(Files.readString(Path.of(pom)))
            .results()
            .map(include -> include.group(1).replace('/', '.') + "..")
            .toArray(String[]::new);
    assertThat(packed).contains(among);
    noClasses()
        .that()
        .resideInAnyPackage(packed)
        .should()
        .dependOnClassesThat(resideInAPackage("io.coredeck..").and(resideOutsideOfPackages(packed)))
        .check(OURS);
  }

  @Test
  void only_the_host_package_starts_programs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.coredeck.node.host")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(OURS);
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

  /// Every call has a rule who may make it.
  @Test
  void calls_of_the_explorer_are_added_by_its_doors_alone() {
    noClasses()
        .that()
        .resideInAPackage("io.coredeck.explorer..")
        .and()
        .resideOutsideOfPackage("io.coredeck.explorer.door")
        .should()
        .callMethodWhere(target(owner(type(Router.class))).and(not(target(name("allowAnyOrigin")))))
        .check(OURS);
  }

  @Test
  void no_class_has_a_name_that_says_nothing() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Common")
        .check(OURS);
  }

  @Test
  void nobody_throws_a_generic_exception() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(OURS);
  }

  private static boolean isOurs(String name) {
    return name.startsWith("io.coredeck.");
  }
}
