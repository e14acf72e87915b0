package io.coredeck.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.server.Session;

/// A word that only the pages know which this server made for a session. They show it with every
/// web socket they open, as one more subprotocol, because a browser sends no other header of a
/// page's choice along.
final class Ticket {

  /// Before the word, where it is shown.
  static final String PREFIX = "ticket.";

  private static final String ATTRIBUTE = Ticket.class.getName();
  private static final int BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ticket() {}

  /// @return the session's, base64url, made if it has none yet
  static synchronized String of(WrappedSession session) {
    if (session.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    var random = new byte[BYTES];
    RANDOM.nextBytes(random);
    var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    session.setAttribute(ATTRIBUTE, ticket);
    return ticket;
  }

  /// @param protocols that somebody asks for
  /// @return whether the session's ticket is among them
  static boolean isShown(Session session, List<String> protocols) {
    return protocols.stream()
        .filter(protocol -> protocol.startsWith(PREFIX))
        .anyMatch(protocol -> isOf(session, protocol.substring(PREFIX.length())));
  }

  /// @return whether this is the session's ticket
  static boolean isOf(Session session, String word) {
    return session.getAttribute(ATTRIBUTE) instanceof String ticket
        && MessageDigest.isEqual(ticket.getBytes(US_ASCII), word.getBytes(US_ASCII));
  }

  /// Takes the ticket of a session away when it gets another number, which is when somebody signs
  /// in: whoever knew the session before knows nothing of it then.
  static final class Renewal implements HttpSessionIdListener {
    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
      event.getSession().removeAttribute(ATTRIBUTE);
    }
  }
}
