package io.coredeck.dashboard;

import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.live.corex.Door;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.sdk.Addresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Who may use which console: people those of their own containers, operators and admins
/// everybody's, viewers with their eyes only. Where a console is, the grid says and nobody else.
final class ConsoleDoor implements Door {

  private static final int COREX_PORT = 7681;

  private final GridWatch grid;

  ConsoleDoor(GridWatch grid) {
    this.grid = grid;
  }

  @Override
  public Answer ask(HttpServletRequest request, String gwid) {
    var session = request.getSession(false);
    return session == null ? new SignedOut() : ask(session, gwid);
  }

  private Answer ask(HttpSession session, String gwid) {
    var person = PersonSession.of(session).map(PersonSession::person);
    if (person.isEmpty()) {
      return new SignedOut();
    }
    var seen = reservation(gwid).filter(one -> maySee(person.get(), one));
    if (seen.isEmpty()) {
      return new NotYours();
    }
    return seen.flatMap(ConsoleDoor::console)
        .<Answer>map(address ->
            new Open(
                person.get().name(),
                person.get().role().mayChange(),
                address,
                () -> ask(session, gwid)))
        .orElseGet(NoConsole::new);
  }

  private static boolean maySee(Person person, Reservation reservation) {
    return person.role().seesAll() || reservation.customerTid() == person.tid();
  }

  private Optional<Reservation> reservation(String gwid) {
    var id = Long.parseLong(gwid.substring(0, gwid.indexOf('-')));
    return grid.reservation(id).filter(one -> one.gwid().equals(gwid));
  }

  private static Optional<InetSocketAddress> console(Reservation reservation) {
    var runs =
        !reservation.nextAction().isDelete()
            && reservation.result().isAnswered()
            && reservation.result().state() == Result.State.OK;
    return runs && reservation.workload() instanceof Container container && container.interactive()
        ? address(Addresses.of(reservation.result()).ipv4())
        : Optional.empty();
  }

  /// Never a name, and never an address that is this machine's own or everybody's.
  private static Optional<InetSocketAddress> address(String text) {
    try {
      var address = InetAddress.ofLiteral(text);
      var isOfContainer =
          !address.isLoopbackAddress()
              && !address.isAnyLocalAddress()
              && !address.isLinkLocalAddress()
              && !address.isMulticastAddress();
      return isOfContainer
          ? Optional.of(new InetSocketAddress(address, COREX_PORT))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
