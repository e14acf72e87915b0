package io.coredeck.cli.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command as a manual page, in the language of man(7).
///
/// Source: groff_man(7), man-pages(7).
final class ManPage {

  /// How every page of a command below the first begins.
  static final String FIRST = ".TH \"COREDECK\\-";

  private static final String SECTION = "1";

  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec spec) {
    this.spec = spec;
  }

  /// @param root the whole command line
  /// @return the text of each page by the name of its file, e.g. `coredeck-deploy.1`
  static Map<String, String> all(CommandSpec root) {
    var pages = new LinkedHashMap<String, String>();
    add(root, pages);
    return pages;
  }

  private static void add(CommandSpec spec, Map<String, String> pages) {
    pages.put(title(spec) + "." + SECTION, new ManPage(spec).write());
    subcommands(spec).forEach(sub -> add(sub, pages));
  }

  private static List<CommandSpec> subcommands(CommandSpec spec) {
    return spec.subcommands().values().stream()
        .map(line -> line.getCommandSpec())
        .distinct()
        .filter(sub -> !sub.usageMessage().hidden())
        .toList();
  }

  private static String title(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private String write() {
    page.append(".TH ")
        .append(quoted(title(spec).toUpperCase(java.util.Locale.ROOT)))
        .append(' ')
        .append(SECTION)
        .append(" \"\" \"Coredeck\" \"Coredeck\"\n");
    var description = spec.usageMessage().description();
    section("NAME");
    line(title(spec) + " - " + summary(description));
    section("SYNOPSIS");
    synopsis();
    section("DESCRIPTION");
    paragraphs(Arrays.asList(description));
    parameters();
    options();
    commands();
    var footer = Arrays.stream(spec.usageMessage().footer()).filter(one -> !one.isBlank()).toList();
    if (!footer.isEmpty()) {
      section("EXIT STATUS");
      line(String.join(" ", footer).replaceFirst("^Exit codes: ", ""));
    }
    related();
    return page.toString();
  }

  private static String summary(String[] description) {
    var first = description.length == 0 ? "" : description[0];
    return first.replaceFirst("[.:;].*", "").replaceFirst("\\s*\\(.*", "");
  }

  private void synopsis() {
    page.append(".B ").append(escaped(spec.qualifiedName(" "))).append('\n');
    if (!optionsToShow().isEmpty()) {
      line("[OPTION…]");
    }
    spec.positionalParameters().stream()
        .map(one -> one.arity().min() == 0 ? "[" + one.paramLabel() + "]" : one.paramLabel())
        .forEach(label -> page.append(".I ").append(escaped(label)).append('\n'));
    if (!subcommands(spec).isEmpty()) {
      line("[COMMAND]");
    }
  }

  private void parameters() {
    if (spec.positionalParameters().isEmpty()) {
      return;
    }
    section("ARGUMENTS");
    for (PositionalParamSpec one : spec.positionalParameters()) {
      item("\\fI" + escaped(one.paramLabel()) + "\\fR", one);
    }
  }

  private List<OptionSpec> optionsToShow() {
    return spec.options().stream()
        .filter(one -> !one.hidden())
        .sorted(Comparator.comparing(one -> one.longestName().replace("-", "")))
        .toList();
  }

  private void options() {
    section("OPTIONS");
    for (var option : optionsToShow()) {
      var names =
          Arrays.stream(option.names()).map(name -> "\\fB" + escaped(name) + "\\fR").toList();
      var value = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
      item(String.join(", ", names) + value, option);
    }
  }

  private void item(String head, ArgSpec about) {
    page.append(".TP\n").append(head).append('\n');
    line(String.join(" ", about.description()));
  }

  private void commands() {
    var all = subcommands(spec);
    if (all.isEmpty()) {
      return;
    }
    section("COMMANDS");
    for (var sub : all) {
      page.append(".TP\n\\fB").append(escaped(sub.name())).append("\\fR\n");
      line(String.join(" ", sub.usageMessage().description()));
    }
  }

  private void related() {
    var names = new ArrayList<String>();
    if (spec.parent() != null) {
      names.add(title(spec.parent()));
    }
    subcommands(spec).forEach(sub -> names.add(title(sub)));
    if (!names.isEmpty()) {
      section("SEE ALSO");
      line(String.join(", ", names.stream().map(name -> name + "(" + SECTION + ")").toList()));
    }
  }

  private void section(String name) {
    page.append(".SH ").append(name).append('\n');
  }

  private void paragraphs(List<String> texts) {
    for (var text : texts) {
      page.append(".PP\n");
      line(text);
    }
  }

  /// A line of text: a point or an apostrophe at its beginning would be a request.
  private void line(String text) {
    var safe = escaped(text);
    page.append(safe.startsWith(".") || safe.startsWith("'") ? "\\&" : "")
        .append(safe)
        .append('\n');
  }

  private static String quoted(String text) {
    return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("%%", "%").replace("%n", " ");
  }
}
