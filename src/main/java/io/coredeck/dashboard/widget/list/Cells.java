package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.widget.Level;

/// Cells of lists, drawn by the browser.
public final class Cells {

  private Cells() {}

  public static <R> LitRenderer<R> text(ValueProvider<R, String> text) {
    return LitRenderer.<R>of("<span title=\"${item.text}\">${item.text}</span>")
        .withProperty("text", text);
  }

  /// @param exact shown on hover
  public static <R> LitRenderer<R> text(
      ValueProvider<R, String> text, ValueProvider<R, String> exact) {
    return LitRenderer.<R>of("<span title=\"${item.exact}\">${item.text}</span>")
        .withProperty("text", text)
        .withProperty("exact", exact);
  }

  public static <R> LitRenderer<R> mono(ValueProvider<R, String> text) {
    return LitRenderer.<R>of("<span class=\"mono\" title=\"${item.text}\">${item.text}</span>")
        .withProperty("text", text);
  }

  public static <R> LitRenderer<R> state(
      ValueProvider<R, State.Kind> kind, ValueProvider<R, String> word) {
    return LitRenderer.<R>of(
            "<coredeck-state kind=\"${item.kind}\" word=\"${item.word}\"></coredeck-state>")
        .withProperty("kind", row -> kind.apply(row).word())
        .withProperty("word", word);
  }

  /// A name that leads to a page, with something in grey behind it.
  public static <R> LitRenderer<R> name(
      ValueProvider<R, String> name,
      ValueProvider<R, String> page,
      ValueProvider<R, String> behind) {
    return LitRenderer.<R>of(
            """
            <a router-link class="name" href="${item.page}" title="${item.name}">${item.name}</a>
            <span class="id">${item.behind}</span>
            """)
        .withProperty("name", name)
        .withProperty("page", page)
        .withProperty("behind", behind);
  }

  public static <R> LitRenderer<R> level(ValueProvider<R, Level> level) {
    return LitRenderer.<R>of(
            """
            <div class="meter ${item.tone}">
              <span class="numbers">${item.numbers}</span><span class="percent">${item.percent}</span>
              <div class="track" aria-hidden="true">
                <div class="reserved" style="inline-size: ${item.reserved}"></div>
                <div class="used" style="inline-size: ${item.used}"></div>
              </div>
            </div>
            """)
        .withProperty("tone", row -> level.apply(row).tone())
        .withProperty("numbers", row -> level.apply(row).numbers())
        .withProperty("percent", row -> level.apply(row).percent())
        .withProperty("reserved", row -> level.apply(row).reservedWidth())
        .withProperty("used", row -> level.apply(row).usedWidth());
  }
}
