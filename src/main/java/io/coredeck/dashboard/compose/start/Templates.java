package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftTextException;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.draft.Template;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.DraftClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Templates of containers: a person's own and those that are shared. The explorer keeps them;
/// those that this browser kept before can be moved there.
public final class Templates {

  private static final String CONTAINER = "container";

  private final DraftClient drafts;
  private final long tid;
  private final boolean maySave;
  private final boolean mayShare;
  private final BrowserStore browser;
  private final Component page;

  /// @param session of the person
  public Templates(Component page, PersonSession session) {
    this.page = page;
    var person = session.person();
    this.drafts = new DraftClient(session.grid());
    this.tid = person.tid();
    this.maySave = person.role().mayChange();
    this.mayShare = person.role().seesAll();
    this.browser = BrowserStore.shared(page, "coredeck.templates." + tid);
  }

  /// What there is.
  ///
  /// @param own the person's, shared ones too
  /// @param shared those of others
  record Found(List<Template> own, List<Template> shared) {}

  boolean maySave() {
    return maySave;
  }

  boolean mayShare() {
    return mayShare;
  }

  boolean mayRemove(Template template) {
    return template.isShared() ? mayShare : template.tid() == tid && maySave;
  }

  /// @param then told in the page
  void load(Consumer<Found> then, Consumer<String> failed) {
    run("templates", this::found, then, failed);
  }

  private Found found() throws GridException, InterruptedException {
    var all = drafts.templates().stream().filter(one -> one.kind().equals(CONTAINER)).toList();
    return new Found(
        all.stream().filter(one -> one.tid() == tid).toList(),
        all.stream().filter(one -> one.tid() != tid).toList());
  }

  /// @param then told the draft to begin with
  void draft(Template listed, Consumer<Draft> then, Consumer<String> failed) {
    run("template", () -> composed(listed), then, failed);
  }

  private Draft composed(Template listed) throws IOException, InterruptedException {
    try {
      return KeptForm.composed(drafts.template(listed.id()).template());
    } catch (DraftTextException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// @return all of the person's, whole; to be called outside of the page
  List<Starter> whole() throws IOException, InterruptedException {
    var whole = new ArrayList<Starter>();
    for (var one : found().own()) {
      whole.add(new Starter(one.name(), one.description(), composed(one)));
    }
    return whole;
  }

  /// Keeps some, each in the place of the person's own of the same name.
  void save(List<Starter> more, boolean isShared, Runnable done, Consumer<String> failed) {
    run(
        "save-templates",
        () -> {
          for (var one : more) {
            save(one, isShared);
          }
          return more.size();
        },
        _ -> done.run(),
        failed);
  }

  private void save(Starter one, boolean isShared) throws GridException, InterruptedException {
    var same = found().own().stream().filter(other -> other.name().equals(one.name())).findFirst();
    if (same.isPresent()) {
      var before = drafts.template(same.get().id());
      drafts.change(before, wish(one, one.name(), isShared));
    } else {
      drafts.create(wish(one, one.name(), isShared));
    }
  }

  private static Template wish(Starter one, String name, boolean isShared) {
    return Template.wish(name, one.description(), isShared, List.of(), KeptForm.of(one.draft()));
  }

  void remove(Template template, Runnable done, Consumer<String> failed) {
    run(
        "delete-template",
        () -> {
          drafts.remove(template.id());
          return template;
        },
        _ -> done.run(),
        failed);
  }

  /// @param then told what this browser still keeps
  void inBrowser(Consumer<List<Starter>> then) {
    browser.get(text -> then.accept(StarterFile.read(text)));
  }

  /// What of a browser's could not be moved.
  ///
  /// @param left stays in the browser
  /// @param why empty if nothing is left
  record Moved(List<Starter> left, String why) {}

  /// Moves what this browser keeps to the explorer. None takes the place of another: where a name
  /// is taken it gets a number.
  ///
  /// @param then told in the page when the browser has forgotten what was moved
  void move(List<Starter> all, Consumer<Moved> then, Consumer<String> failed) {
    run(
        "move-templates",
        () -> moved(all),
        moved -> browser.put(StarterFile.write(moved.left()), _ -> then.accept(moved)),
        failed);
  }

  private Moved moved(List<Starter> all) throws GridException, InterruptedException {
    var names = new ArrayList<>(found().own().stream().map(Template::name).toList());
    var left = new ArrayList<Starter>();
    var why = "";
    for (var one : all) {
      var name = free(one.name(), names);
      try {
        drafts.create(wish(one, name, false));
        names.add(name);
      } catch (GridException e) {
        left.add(one);
        why = one.name() + ": " + Errand.reason(e);
      }
    }
    return new Moved(left, why);
  }

  /// @param taken names
  static String free(String wanted, List<String> taken) {
    var name = wanted;
    for (var number = 2; taken.contains(name); number++) {
      var end = " " + number;
      var length = Math.min(wanted.length(), Template.LONGEST_NAME - end.length());
      name = wanted.substring(0, length) + end;
    }
    return name;
  }

  private <T> void run(
      String name, Errand.Work<T> work, Consumer<T> done, Consumer<String> failed) {
    page.getUI()
        .or(() -> Optional.ofNullable(UI.getCurrent()))
        .ifPresent(ui -> new Errand<>(ui, done, failed).run(name, work));
  }
}
