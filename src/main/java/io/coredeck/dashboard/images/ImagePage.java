package io.coredeck.dashboard.images;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.ObjectHead;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One image: what is known of it and what is in it. The directory and the file that are looked at
/// stand in the address.
@Route(
    value = "images/:repository([A-Za-z0-9][A-Za-z0-9._-]*)/:name([A-Za-z0-9][A-Za-z0-9._-]*)",
    layout = Frame.class)
public final class ImagePage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(ImagePage.class);
  private static final int NOT_FOUND = 404;
  private static final int LONGEST_PATH = 4096;

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final Shelf shelf = Shelf.current();
  private final ObjectHead head = new ObjectHead();
  private final Div about = new Div();

  private String title = TEXTS.get("image");
  private Optional<HubImage> image = Optional.empty();
  private long users = -1;

  public ImagePage() {
    addClassNames("tool-page", "image-page");
    about.addClassName("image-about");
    grid.follow(this, view -> image.ifPresent(one -> showUsers(one, view)));
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String getPageTitle() {
    return title + " · Coredeck";
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var repository = event.getRouteParameters().get("repository").orElse("");
    var name = event.getRouteParameters().get("name").orElse("");
    var query = event.getLocation().getQueryParameters();
    title = repository + "/" + name.replaceFirst("\\.flist$", "");
    removeAll();
    try {
      var found = shelf.hub().image(repository, name);
      image = Optional.of(found);
      users = -1;
      showUsers(found, grid.look(Duration.ZERO));
      var path = query.getSingleParameter("path").map(ImagePage::bounded).orElse("");
      var file = query.getSingleParameter("file").map(ImagePage::bounded);
      add(head, about, tree(found, path, file));
    } catch (HubException e) {
      add(trouble(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String bounded(String path) {
    return path.length() <= LONGEST_PATH ? path : "";
  }

  private Component tree(HubImage found, String path, Optional<String> file) {
    if (!found.trouble().isEmpty()) {
      var words = new Paragraph(found.trouble());
      words.addClassNames("none", "trouble");
      return words;
    }
    var body = new Div(new Tree(shelf.hub(), found, path));
    body.addClassName("image-body");
    file.ifPresent(one -> body.add(new FileView(shelf.hub(), found, path, one)));
    return body;
  }

  private Component trouble(HubException e) {
    return e.status() == NOT_FOUND
        ? new Empty(TEXTS.get("gone"), TEXTS.get("gone.words", title))
            .with(new Anchor("images", TEXTS.get("all")))
        : new Empty(TEXTS.get("silent"), Errand.reason(e))
            .with(new Anchor("images/" + title, TEXTS.get("again")));
  }

  private void showUsers(HubImage found, GridView whole) {
    var person = session.person();
    var seen = person.role().seesAll() ? whole : whole.of(person.tid());
    var now = Users.of(seen).getOrDefault(found.url().toString(), 0L);
    if (now != users) {
      users = now;
      showHead(found);
    }
  }

  private void showHead(HubImage found) {
    var facts = found.facts();
    head.title(found.title());
    head.actions(new ImageActions(session::person, shelf, found).all());
    about.setText(facts.description());
    about.setVisible(!facts.description().isBlank());
    head.clearFacts();
    head.exactFact(TEXTS.get("entrypoint"), facts.entrypoint());
    head.fact(TEXTS.get("size"), Amounts.bytes(facts.bytes()));
    head.fact(
        TEXTS.get("content"),
        TEXTS.get("content.of", facts.files(), facts.directories(), facts.links()));
    head.fact(TEXTS.get("tree"), Amounts.bytes(found.size()));
    head.fact(TEXTS.get("updated"), Times.exact(Instant.ofEpochSecond(found.updated())));
    head.exactFact(TEXTS.get("md5"), found.md5());
    head.exactFact(TEXTS.get("blocks"), facts.blocks());
    head.exactFact(TEXTS.get("url"), found.url().toString());
    var using =
        new Anchor(
            "reservations?q=" + URLEncoder.encode(found.title(), StandardCharsets.UTF_8),
            TEXTS.get("used-by.count", users));
    head.fact(TEXTS.get("used-by"), using);
  }
}
