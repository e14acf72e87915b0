package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.notice.Notice;
import io.coredeck.dashboard.notice.Notices;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Short messages at the bottom end of the page: of what the person did, and of what needs the
/// person. At most three are there; those that went well go after 5 seconds, failures stay until
/// they are closed. Each also stands in the notifications.
///
/// `Toasts.say(Toasts.done(texts.get("deleted", 5)).undo(this::restore));`
@Tag("coredeck-toasts")
public final class Toasts extends Component {

  private static final Texts TEXTS = Texts.of(Toasts.class);
  private static final Duration DONE = Duration.ofSeconds(5);
  private static final Duration UNDO = Duration.ofSeconds(8);
  private static final int MOST_WAITING = 20;
  private static final String KEY = "event.detail.key";
  private static final String NUMBER = "event.detail.number";

  private final Notices notices;
  private final Map<Long, List<Optional<Runnable>>> acts = new LinkedHashMap<>();

  Toasts(Notices notices) {
    this.notices = notices;
    getElement()
        .addEventListener(
            "act",
            event ->
                act(
                    event.getEventData().get(KEY).asLong(),
                    event.getEventData().get(NUMBER).asInt()))
        .addEventData(KEY)
        .addEventData(NUMBER);
  }

  /// @param title what is done, a few words
  public static Toast done(String title) {
    return new Toast(Kind.DONE, title, "", DONE, List.of());
  }

  /// @param title what was not done, a few words; say why and what to do with {@link Toast#with}
  public static Toast failed(String title) {
    return new Toast(Kind.FAIL, title, "", Duration.ZERO, List.of());
  }

  /// @param title what the person should know, and what stays until it is closed
  public static Toast warning(String title) {
    return new Toast(Kind.WARN, title, "", Duration.ZERO, List.of());
  }

  /// Says it on the current page, in a call of the page or in `ui.access`.
  ///
  /// @throws IllegalStateException if the page has no frame
  public static void say(Toast toast) {
    var host = ComponentUtil.getData(UI.getCurrent(), Toasts.class);
    if (host == null) {
      throw new IllegalStateException("there are no toasts on a page without a frame");
    }
    var href = toast.acts.stream().map(Act::href).filter(one -> !one.isEmpty()).findFirst();
    var key = host.notices.add(toast.kind.word(), toast.title, toast.text, href.orElse(""));
    host.show(key, toast);
  }

  /// Says it on all pages of the session, once in the notifications.
  ///
  /// @param all pages with a frame, one at least
  /// @param href where it leads from the notifications
  public static void sayOn(List<UI> all, Toast toast, String href) {
    var hosts = all.stream().flatMap(ui -> Optional.ofNullable(on(ui)).stream()).toList();
    var notices = hosts.getFirst().notices;
    var key = notices.add(toast.kind.word(), toast.title, toast.text, href);
    hosts.forEach(host -> host.show(key, toast));
  }

  /// @param first comes first if it is open
  /// @return the open pages of a session on which something can be said
  public static List<UI> open(VaadinSession session, UI first) {
    return Stream.concat(Stream.of(first), session.getUIs().stream())
        .filter(ui -> ui.isAttached() && !ui.isClosing() && on(ui) != null)
        .distinct()
        .toList();
  }

  private static @Nullable Toasts on(UI ui) {
    return ComponentUtil.getData(ui, Toasts.class);
  }

  /// @return whether it is said already, with what can be done
  boolean has(long key) {
    return acts.containsKey(key);
  }

  static Toast of(Notice notice) {
    var toast = failed(notice.title()).with(notice.text());
    var word = TEXTS.get(notice.href().endsWith("/logs") ? "see-logs" : "open");
    return notice.href().isEmpty() ? toast : toast.link(word, notice.href());
  }

  /// Says what is in the notifications already.
  void show(long key, Toast toast) {
    acts.put(key, toast.acts.stream().map(Act::run).toList());
    if (acts.size() > MOST_WAITING) {
      acts.remove(acts.keySet().iterator().next());
    }
    getElement()
        .executeJs(
            "customElements.whenDefined(this.localName).then(() => this.say(JSON.parse($0)))",
            Json.writeTree(toast.forPage(key)));
  }

  private void act(long key, int number) {
    var all = acts.remove(key);
    if (all != null && number >= 0 && number < all.size()) {
      all.get(number).ifPresent(Runnable::run);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    ComponentUtil.setData(event.getUI(), Toasts.class, this);
  }

  private record Act(String word, String href, Optional<Runnable> run) {

    Map<String, Object> forPage() {
      return href.isEmpty() ? Map.of("word", word) : Map.of("word", word, "href", href);
    }
  }

  /// A message to be said. Each method gives another one.
  public static final class Toast {

    private final Kind kind;
    private final String title;
    private final String text;
    private final Duration stays;
    private final List<Act> acts;

    private Toast(Kind kind, String title, String text, Duration stays, List<Act> acts) {
      this.kind = kind;
      this.title = title;
      this.text = text;
      this.stays = stays;
      this.acts = List.copyOf(acts);
    }

    /// @param more why, and what to do
    public Toast with(String more) {
      return new Toast(kind, title, more, stays, acts);
    }

    /// @param word a verb
    /// @param href a page of the dashboard
    public Toast link(String word, String href) {
      return and(new Act(word, href, Optional.empty()), stays);
    }

    /// @param word a verb
    /// @param run called with the session's lock held; the toast is gone then
    public Toast act(String word, Runnable run) {
      return and(new Act(word, "", Optional.of(run)), stays);
    }

    /// @param run takes it back; offered for 8 seconds
    public Toast undo(Runnable run) {
      return and(new Act(TEXTS.get("undo"), "", Optional.of(run)), UNDO);
    }

    private Toast and(Act act, Duration time) {
      var all = new ArrayList<>(acts);
      all.add(act);
      return new Toast(kind, title, text, time, all);
    }

    private Map<String, Object> forPage(long key) {
      return Map.of(
          "key",
          key,
          "kind",
          kind.word(),
          "title",
          title,
          "text",
          text,
          "ms",
          stays.toMillis(),
          "acts",
          acts.stream().map(Act::forPage).toList());
    }
  }
}
