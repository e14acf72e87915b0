package io.coredeck.dashboard.signin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.InvalidLocationException;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.provider.ProviderDoor;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import java.util.Locale;

/// Name and password. Tells a stranger nothing: no version, no counts, one text for both mistakes.
@Route(SignInPage.PATH)
@AnonymousAllowed
public final class SignInPage extends Main implements BeforeEnterObserver, HasDynamicTitle {

  /// Its address.
  public static final String PATH = "sign-in";

  /// Query parameter: the page that was asked for.
  static final String WANTED = "to";

  private static final int WRONG = 401;
  private static final int DISABLED = 403;
  private static final int TOO_OFTEN = 429;
  private static final int NO_PROVIDER = 502;

  private static final Texts TEXTS = Texts.of(SignInPage.class);

  private final TextField name = new TextField(TEXTS.get("name"));
  private final PasswordField password = new PasswordField(TEXTS.get("password"));
  private final Button button = new Button(TEXTS.get("sign-in"), _ -> signIn());
  private final Div ways = new Div();
  private String wanted = "";

  public SignInPage() {
    addClassName("sign-in-page");
    name.setAutocomplete(Autocomplete.USERNAME);
    name.setAutocapitalize(com.vaadin.flow.component.textfield.Autocapitalize.NONE);
    name.setAutofocus(true);
    name.setWidthFull();
    password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
    password.setWidthFull();
    // Not when it loses the focus: the button would move away under the press of a mouse.
    password.setManualValidation(true);
    button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    button.addClickShortcut(Key.ENTER);
    button.setDisableOnClick(true);
    button.setWidthFull();
    var head = new Div(new H1(TEXTS.get("title")));
    head.addClassName("head");
    head.getElement().insertChild(0, new Element("coredeck-logo"));
    ways.addClassName("ways");
    var box = new Div(name, password, button, ways);
    box.addClassName("box");
    add(head, box, new Paragraph(TEXTS.get("forgot")), foot());
  }

  /// What a person may want to change before signing in: language and colours.
  private static Component foot() {
    var foot = new Footer();
    foot.addClassName("foot");
    var languages = new Div();
    languages.addClassName("languages");
    languages.getElement().setAttribute("role", "group");
    languages.getElement().setAttribute("aria-label", TEXTS.get("language"));
    for (var language : Language.values()) {
      var button = new Button(language.ownName(), _ -> language.choose());
      button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
      var isIt = language == Language.current();
      button.getElement().setAttribute("lang", language.code());
      button.getElement().setAttribute("aria-pressed", String.valueOf(isIt));
      languages.add(button);
    }
    foot.add(languages);
    foot.getElement().appendChild(new Element("coredeck-mode-switch"));
    return foot;
  }

  @Override
  public String getPageTitle() {
    return TEXTS.get("page-title");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/theme.js");
    password.getElement().executeJs("this.i18n = {reveal: $0}", TEXTS.get("show-password"));
    ProviderDoor.ask(event.getUI(), this::offer);
  }

  /// The other way in.
  private void offer(String provider) {
    var or = new Paragraph(TEXTS.get("or"));
    or.addClassName("or");
    var go = new Button(TEXTS.get("provider", provider));
    go.setDisableOnClick(true);
    go.setWidthFull();
    var why = new Paragraph();
    why.addClassName("trouble");
    why.getElement().setAttribute("role", "alert");
    why.setVisible(false);
    go.addClickListener(_ -> leaveFor(go, why));
    ways.removeAll();
    ways.add(or, go, why);
  }

  private void leaveFor(Button go, Paragraph why) {
    try {
      getUI().orElseThrow().getPage().setLocation(ProviderDoor.begin(wanted));
    } catch (GridException e) {
      refuse(go, why, e.status() == NO_PROVIDER ? TEXTS.get("provider.silent") : why(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      refuse(go, why, TEXTS.get("stopping"));
    }
  }

  private static void refuse(Button go, Paragraph why, String text) {
    why.setText(text);
    why.setVisible(true);
    go.setEnabled(true);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    wanted = event.getLocation().getQueryParameters().getSingleParameter(WANTED).orElse("");
    if (PersonSession.current().isPresent()) {
      // Somebody signed in on another page meanwhile.
      var page = location(inside(wanted).replaceFirst("^\\./", ""));
      event.forwardTo(page.getPath(), page.getQueryParameters());
    }
  }

  private static Location location(String inside) {
    try {
      return new Location(inside);
    } catch (InvalidLocationException | IllegalArgumentException _) {
      return new Location(""); // a query that cannot be decoded
    }
  }

  private void signIn() {
    password.setInvalid(false);
    var explorer = GridWatch.current().explorer();
    var typed = name.getValue().strip().toLowerCase(Locale.ROOT);
    try {
      var person =
          AccountClient.signIn(
              explorer, typed, password.getValue(), VaadinRequest.getCurrent().getRemoteAddr());
      PersonSession.begin(explorer, person);
      // A fresh page: nothing of the stranger's stays.
      getUI().orElseThrow().getPage().setLocation(inside(wanted));
    } catch (GridException e) {
      refuse(why(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      refuse(TEXTS.get("stopping"));
    }
  }

  /// @return the page as an address on this server, whatever was in the query
  public static String inside(String wanted) {
    var isInside =
        wanted.matches("[A-Za-z0-9][A-Za-z0-9/._~-]*(\\?[^#]*)?")
            && !wanted.matches("[^?]*/\\.\\.?(/.*|\\?.*)?");
    return isInside ? wanted : "./";
  }

  private static String why(GridException refused) {
    return switch (refused.status()) {
      case WRONG -> TEXTS.get("wrong");
      case DISABLED -> TEXTS.get("disabled");
      case TOO_OFTEN -> waitOf(refused.serverMessage());
      default -> TEXTS.get("silent");
    };
  }

  private static String waitOf(String said) {
    var seconds = said.replaceFirst("(?s).*wait (\\d+) s.*", "$1");
    return seconds.matches("\\d{1,6}")
        ? TEXTS.get("too-often-wait", Integer.parseInt(seconds))
        : TEXTS.get("too-often");
  }

  private void refuse(String why) {
    password.setErrorMessage(why);
    password.setInvalid(true);
    password.focus();
    button.setEnabled(true);
  }
}
