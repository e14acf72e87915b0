package io.coredeck.dashboard.missing;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.overview.OverviewPage;
import io.coredeck.dashboard.text.Texts;
import jakarta.servlet.http.HttpServletResponse;

/// Stands at addresses that have no page: says so, and leads back. Tells nothing of the addresses
/// there are; who is not signed in is asked to before it is seen, as at every page.
@ParentLayout(Frame.class)
public final class NotFoundPage extends Main
    implements HasErrorParameter<NotFoundException>, Frame.Titled, HasDynamicTitle {

  private static final Texts TEXTS = Texts.of(NotFoundPage.class);
  private static final long serialVersionUID = 1L;

  public NotFoundPage() {
    addClassName("reading-page");
    add(
        new H1(TEXTS.get("title")),
        new Paragraph(TEXTS.get("words")),
        new Paragraph(new RouterLink(TEXTS.get("home"), OverviewPage.class)));
  }

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    return HttpServletResponse.SC_NOT_FOUND;
  }

  @Override
  public String title() {
    return TEXTS.get("title");
  }

  @Override
  public String getPageTitle() {
    return TEXTS.get("title") + " · Coredeck";
  }
}
