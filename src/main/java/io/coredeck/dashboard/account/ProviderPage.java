package io.coredeck.dashboard.account;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignInPage;
import io.coredeck.dashboard.signin.provider.ProviderDoor;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridException;

/// Where the identity provider sends a browser back to: goes on to the page that was asked for, or
/// says why not.
@Route(ProviderDoor.PATH)
@AnonymousAllowed
public final class ProviderPage extends Main implements BeforeEnterObserver, HasDynamicTitle {

  private static final Texts TEXTS = Texts.of(ProviderPage.class);

  private static final int NOT_BELIEVED = 401;
  private static final int NOT_ALLOWED = 403;
  private static final int NAME_TAKEN = 409;
  private static final int NO_PROVIDER = 502;

  private final H1 title = new H1(TEXTS.get("provider.moment"));
  private final Div box = new Div();

  public ProviderPage() {
    addClassName("sign-in-page");
    var head = new Div(title);
    head.addClassName("head");
    head.getElement().insertChild(0, new Element("coredeck-logo"));
    box.addClassName("box");
    box.setVisible(false);
    add(head, box);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/theme.js");
  }

  @Override
  public String getPageTitle() {
    return title.getText() + " · Coredeck";
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var query = event.getLocation().getQueryParameters();
    if (!of(query, "error").isEmpty()) {
      refuse("provider.cancelled");
      return;
    }
    try {
      var entered =
          ProviderDoor.end(
              of(query, "state"),
              of(query, "code"),
              of(query, "iss"),
              VaadinRequest.getCurrent().getRemoteAddr());
      if (entered.isEmpty()) {
        refuse("provider.not-begun");
        return;
      }
      PersonSession.begin(GridWatch.current().explorer(), entered.get().person());
      // A fresh page. The code in the address of this one is used up.
      var wanted = SignInPage.inside(entered.get().wanted());
      getElement().executeJs("location.replace(new URL($0, document.baseURI))", wanted);
    } catch (GridException e) {
      refuse(key(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      refuse("stopping");
    }
  }

  private static String of(QueryParameters query, String name) {
    return query.getSingleParameter(name).orElse("");
  }

  private static String key(GridException refused) {
    return switch (refused.status()) {
      case NOT_BELIEVED -> "provider.not-believed";
      case NOT_ALLOWED ->
          refused.serverMessage().contains("disabled") ? "provider.disabled" : "provider.no-role";
      case NAME_TAKEN -> "provider.taken";
      case NO_PROVIDER -> "provider.silent";
      default -> "provider.no-explorer";
    };
  }

  private void refuse(String why) {
    title.setText(TEXTS.get("provider.failed"));
    var text = new Paragraph(TEXTS.get(why));
    text.getElement().setAttribute("role", "alert");
    var back = new Anchor(SignInPage.PATH, TEXTS.get("provider.back"));
    back.setRouterIgnore(true);
    box.removeAll();
    box.add(text, back);
    box.setVisible(true);
  }
}
