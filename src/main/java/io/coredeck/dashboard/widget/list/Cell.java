package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.widget.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/// What stands in a cell, drawn by the browser: a template of Lit and the values it names.
///
/// @param <R> rows
public final class Cell<R> {

  private static final int TAIL = 8;

  private final String template;
  private final Map<String, ValueProvider<R, ?>> properties = new LinkedHashMap<>();
  private final Map<String, SerializableConsumer<R>> functions = new LinkedHashMap<>();

  private Cell(String template) {
    this.template = template;
  }

  /// @param template names properties as `item.NAME` and functions as `${NAME}`
  public static <R> Cell<R> of(String template) {
    return new Cell<>(template);
  }

  /// @param value a plain one or a list of plain ones: any other stops all pushes of the page
  public Cell<R> withProperty(String name, ValueProvider<R, ?> value) {
    properties.put(name, value);
    return this;
  }

  public Cell<R> withFunction(String name, SerializableConsumer<R> function) {
    functions.put(name, function);
    return this;
  }

  LitRenderer<R> renderer() {
    var renderer = LitRenderer.<R>of(template);
    properties.forEach(renderer::withProperty);
    functions.forEach(renderer::withFunction);
    return renderer;
  }

  /// @param prefix of all names, so that several cells can stand in one
  String template(String prefix) {
    var text = template.replace("item.", "item." + prefix);
    for (var name : functions.keySet()) {
      text = text.replace("${" + name + "}", "${" + prefix + name + "}");
    }
    return text;
  }

  /// Gives what {@link #template(String)} names.
  void addTo(LitRenderer<R> renderer, String prefix) {
    properties.forEach((name, value) -> renderer.withProperty(prefix + name, value));
    functions.forEach((name, function) -> renderer.withFunction(prefix + name, function));
  }

  public static <R> Cell<R> text(ValueProvider<R, String> text) {
    return text(text, text);
  }

  /// @param exact shown on hover
  public static <R> Cell<R> text(ValueProvider<R, String> text, ValueProvider<R, String> exact) {
    return Cell.<R>of("<span title=\"${item.exact}\">${item.text}</span>")
        .withProperty("text", text)
        .withProperty("exact", exact);
  }

  public static <R> Cell<R> mono(ValueProvider<R, String> text) {
    return Cell.<R>of("<span class=\"mono\" title=\"${item.text}\">${item.text}</span>")
        .withProperty("text", text);
  }

  public static <R> Cell<R> state(
      ValueProvider<R, State.Kind> kind, ValueProvider<R, String> word) {
    return Cell.<R>of(
            "<coredeck-state kind=\"${item.kind}\" word=\"${item.word}\"></coredeck-state>")
        .withProperty("kind", row -> kind.apply(row).word())
        .withProperty("word", word);
  }

  /// A name that leads to a page, with something in grey behind it.
  public static <R> Cell<R> name(
      ValueProvider<R, String> name,
      ValueProvider<R, String> page,
      ValueProvider<R, String> behind) {
    return Cell.<R>of(
            """
            <div class="named"><a router-link class="name" href="${item.page}" title="${item.name}"
              ><span>${item.begin}</span><span>${item.end}</span></a
              ><span class="id">${item.behind}</span></div>
            """)
        .withProperty("name", name)
        .withProperty("begin", row -> begin(name.apply(row)))
        .withProperty("end", row -> end(name.apply(row)))
        .withProperty("page", page)
        .withProperty("behind", behind);
  }

  /// @return what of a name may be cut off where room is short: ends tell names apart
  public static String begin(String name) {
    return name.length() > 2 * TAIL
        ? name.substring(0, name.offsetByCodePoints(name.length(), -TAIL))
        : name;
  }

  /// @return what of a name follows {@link #begin}
  public static String end(String name) {
    return name.substring(begin(name).length());
  }

  public static <R> Cell<R> level(ValueProvider<R, Level> level) {
    return Cell.<R>of(
            """
            <div class="meter ${item.tone}">
              <span class="numbers">${item.numbers}</span><span class="percent">${item.percent}</span>
              <div class="track" aria-hidden="true">
                <div class="reserved" style="inline-size: ${item.reserved}"></div>
                <div class="used"></div>
              </div>
              <coredeck-use class="use" node="${item.node}" of="${item.of}" total="${item.total}" unit="${item.unit}"></coredeck-use>
            </div>
            """)
        .withProperty("tone", row -> level.apply(row).tone())
        .withProperty("numbers", row -> level.apply(row).numbers())
        .withProperty("percent", row -> level.apply(row).percent())
        .withProperty("reserved", row -> level.apply(row).reservedWidth())
        .withProperty("node", row -> level.apply(row).node())
        .withProperty("of", row -> level.apply(row).resource().word())
        .withProperty("total", row -> level.apply(row).total())
        .withProperty("unit", row -> level.apply(row).unit());
  }
}
