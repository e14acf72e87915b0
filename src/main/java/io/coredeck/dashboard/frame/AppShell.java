package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline.Position;
import com.vaadin.flow.component.page.Inline.Wrapping;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.lumo.Lumo;

/// What the bare HTML page loads: Lumo, then our tokens over it, then the frame's and the pages'
/// own styles. What the server has to say reaches the browser by a web socket, at once.
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("context://webjars/coredeck/theme.css")
@StyleSheet("context://styles/frame.css")
@StyleSheet("context://styles/overview.css")
@StyleSheet("context://styles/reservations.css")
@StyleSheet("context://styles/container.css")
@StyleSheet("context://styles/console.css")
@StyleSheet("context://styles/composer.css")
@StyleSheet("context://styles/composer-form.css")
@StyleSheet("context://styles/composer-code.css")
@StyleSheet("context://styles/list.css")
@StyleSheet("context://styles/places.css")
@StyleSheet("context://styles/images.css")
@StyleSheet("context://styles/composer-narrow.css")
@StyleSheet("context://styles/sign-in.css")
@StyleSheet("context://styles/account.css")
@StyleSheet("context://styles/admin.css")
@Push(transport = Transport.WEBSOCKET_XHR)
@Viewport("width=device-width, initial-scale=1")
public final class AppShell implements AppShellConfigurator {

  private static final String EARLY = "META-INF/resources/webjars/coredeck/early.js";

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addInlineFromFile(Position.PREPEND, EARLY, Wrapping.JAVASCRIPT);
    settings.addLink("icon", "webjars/coredeck/logo.svg");
    settings.addMetaTag("color-scheme", "light dark");
  }
}
