package io.coredeck.dashboard.signin.provider;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.ProviderSignIn;
import io.coredeck.wire.account.ProviderMessages.Answer;
import java.io.Serializable;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/// The way in through the explorer's identity provider, if it has one.
///
/// What the explorer gives at the begin of a sign-in stays in the session of the browser that has
/// begun, and is good for one answer: who is sent here with somebody else's code has no such thing.
public final class ProviderDoor {

  private static final System.Logger LOG = System.getLogger(ProviderDoor.class.getName());

  /// Address of the page that the provider sends browsers back to.
  public static final String PATH = "sign-in/provider";

  private static final String ATTRIBUTE = "coredeck.provider-sign-in";

  private ProviderDoor() {}

  /// A sign-in that has begun.
  ///
  /// @param flow for the explorer
  /// @param wanted the page that was asked for
  private record Pending(String flow, String wanted) implements Serializable {

    @Override
    public String toString() {
      return "Pending[hidden]";
    }
  }

  /// Who has come in.
  ///
  /// @param wanted the page that was asked for, as a stranger may have written it
  public record Entered(AccountClient.Person person, String wanted) {}

  /// Asks the explorer what people know the provider as, without a page waiting for it.
  ///
  /// @param show called with the page's lock held; not if there is no provider, or no answer
  public static void ask(UI ui, Consumer<String> show) {
    var explorer = GridWatch.current().explorer();
    Thread.ofVirtual().name("provider-name").start(() -> ask(explorer, ui, show));
  }

  private static void ask(URI explorer, UI ui, Consumer<String> show) {
    try {
      var name = ProviderSignIn.name(explorer);
      if (name.isPresent()) {
        var _ = ui.access(() -> show.accept(name.get()));
      }
    } catch (GridException e) {
      LOG.log(
          Level.INFO, "whether there is an identity provider is not known: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param wanted the page that was asked for
  /// @return where the browser goes
  public static URI begin(String wanted) throws GridException, InterruptedException {
    var begun = ProviderSignIn.begin(GridWatch.current().explorer());
    VaadinSession.getCurrent()
        .getSession()
        .setAttribute(ATTRIBUTE, new Pending(begun.flow(), wanted));
    return URI.create(begun.url());
  }

  /// @param state as the browser brought it
  /// @param code as the browser brought it
  /// @param issuer as the browser brought it, or empty
  /// @param client address of the browser's machine
  /// @return empty if this browser has begun nothing
  public static Optional<Entered> end(String state, String code, String issuer, String client)
      throws GridException, InterruptedException {
    var session = VaadinSession.getCurrent().getSession();
    if (!(session.getAttribute(ATTRIBUTE) instanceof Pending pending)) {
      return Optional.empty();
    }
    session.removeAttribute(ATTRIBUTE);
    var answer = new Answer(pending.flow(), state, code, issuer);
    var person = ProviderSignIn.end(GridWatch.current().explorer(), answer, client);
    return Optional.of(new Entered(person, pending.wanted()));
  }
}
