package io.coredeck.dashboard;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;

/// What every page is set up with before anything is shown: the language, the reader's time zone,
/// the ticket for its sockets, the scripts that may run, and how the loss of the line to the server
/// is told. Named in `META-INF/services`.
public final class PageSetup implements VaadinServiceInitListener {

  private static final long serialVersionUID = 1L;
  private static final int NONCE_BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// The page itself asks for the server every few seconds and counts the seconds down
  /// (`frontend/frame/line.ts`); Vaadin then finds it soon.
  private static final int RECONNECT_MS = 1000;

  private static final int NEVER_GIVE_UP = Integer.MAX_VALUE;

  @Override
  public void serviceInit(ServiceInitEvent service) {
    var preloads = preloads();
    service.addIndexHtmlRequestListener(page -> {
      shape(page);
      preload(page, preloads);
    });
    service.getSource().setSystemMessagesProvider(_ -> marks());
    service.getSource().addUIInitListener(init -> prepare(init.getUI()));
  }

  private static void prepare(UI ui) {
    var request = VaadinRequest.getCurrent();
    ui.setLocale(Language.of(request).locale());
    Times.keepZone(ui, request);
    ui.getPushConfiguration().setParameter("logLevel", "warn"); // else each message, to the console
    ui.getReconnectDialogConfiguration().setReconnectInterval(RECONNECT_MS);
    ui.getReconnectDialogConfiguration().setReconnectAttempts(NEVER_GIVE_UP);
  }

  private static void shape(IndexHtmlResponse page) {
    var document = page.getDocument();
    var request = page.getVaadinRequest();
    document
        .selectXpath("/html")
        .attr("lang", Language.of(request).code())
        .attr("data-ticket", Ticket.of(request.getWrappedSession(true)));
    var random = new byte[NONCE_BYTES];
    RANDOM.nextBytes(random);
    var nonce = Base64.getEncoder().encodeToString(random);
    document.select("script").attr("nonce", nonce);
    page.getVaadinResponse().setHeader(PageHeaders.POLICY, PageHeaders.policyOfPage(nonce));
  }

  private static Preloads preloads() {
    try {
      return Preloads.read(PageSetup.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void preload(IndexHtmlResponse page, Preloads preloads) {
    var head = page.getDocument().head();
    var scripts = new ArrayList<>(preloads.everywhere());
    if (PersonSession.current().isPresent()) {
      scripts.addAll(preloads.signedIn());
    }
    for (var script : scripts) {
      head.appendElement("link").attr("rel", "modulepreload").attr("href", script);
    }
  }

  /// What Vaadin would put over the page. The page shows words of its own in its place and only
  /// needs to know which of the two has happened; see `frontend/frame/line.ts`.
  private static SystemMessages marks() {
    var messages = new CustomizedSystemMessages();
    messages.setSessionExpiredNotificationEnabled(true);
    messages.setSessionExpiredCaption("signed-out");
    messages.setSessionExpiredMessage("");
    messages.setInternalErrorCaption("broken");
    messages.setInternalErrorMessage("");
    return messages;
  }
}
