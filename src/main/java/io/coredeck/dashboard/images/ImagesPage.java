package io.coredeck.dashboard.images;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.images.upload.UploadStrip;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.dashboard.widget.list.ListPage;
import io.coredeck.sdk.hub.HubImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The hub's images, and more of them by upload.
@Route(value = "images", layout = Frame.class)
@PageTitle("Images · Coredeck")
public final class ImagesPage extends ListPage<ImageRow> {

  private static final Texts TEXTS = Texts.of(ImagesPage.class);

  /// Nobody tells when somebody else has uploaded something.
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final Shelf shelf = Shelf.current();
  private final Paragraph notice = new Paragraph();

  private Optional<List<HubImage>> images = Optional.empty();
  private Instant asked = Instant.EPOCH;

  public ImagesPage() {
    super(ImageColumns.spec(PersonSession.required().person().role().mayChange()));
    notice.addClassName("notice");
    notice.getElement().setAttribute("role", "alert");
    notice.setVisible(false);
    addStrip(notice);
    if (mayUpload()) {
      addStrip(new UploadStrip(session.person(), shelf.hub(), this::again));
    }
    grid.follow(this, this::look);
  }

  private boolean mayUpload() {
    return session.person().role().mayChange() && shelf.hub().mayChange();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    ask(event.getUI());
  }

  private void again() {
    shelf.forget();
    getUI().ifPresent(this::ask);
  }

  private void ask(UI ui) {
    asked = Instant.now();
    new Errand<List<HubImage>>(ui, this::know, this::refuse).run("images", shelf::images);
  }

  private void know(List<HubImage> all) {
    images = Optional.of(all);
    notice.setVisible(false);
    show(grid.look(Duration.ZERO));
  }

  private void refuse(String why) {
    notice.setText(TEXTS.get("unknown", why));
    notice.setVisible(true);
  }

  private void look(GridView view) {
    if (asked.plus(FRESH).isBefore(Instant.now())) {
      getUI().ifPresent(this::ask);
    }
    show(view);
  }

  private void show(GridView whole) {
    if (images.isEmpty()) {
      return;
    }
    var person = session.person();
    var users = Users.of(person.role().seesAll() ? whole : whole.of(person.tid()));
    var now = Instant.now();
    show(whole, images.get().stream().map(image -> ImageRow.of(image, users, now)).toList());
  }

  @Override
  protected Empty empty() {
    return new Empty(TEXTS.get("empty"), TEXTS.get("empty.words"))
        .withCommand(
            TEXTS.get("empty.command"),
            """
            curl -H "Authorization: bearer $TOKEN" --data-binary @app.tar.gz \\
              "%s/api/flist/me/upload?name=app.tar.gz"\
            """
                .formatted(shelf.hub().address()));
  }
}
