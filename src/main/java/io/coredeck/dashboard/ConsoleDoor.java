package io.coredeck.dashboard;

import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.dashboard.live.corex.door.Keyring;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.wire.account.AuditMessages.Transfer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Who may use which console: people those of their own containers, operators and admins
/// everybody's, viewers with their eyes only. Where a console is, the grid says and nobody else.
final class ConsoleDoor implements Door {

  private static final System.Logger LOG = System.getLogger(ConsoleDoor.class.getName());

  private static final int COREX_PORT = 7681;

  private final GridWatch grid;
  private final Set<String> nodes;

  /// @param nodes whose word is believed where a console is: anybody may register a node, and one
  ///   that lies could lead a person to somebody else's console
  ConsoleDoor(GridWatch grid, Set<String> nodes) {
    this.grid = grid;
    this.nodes = Set.copyOf(nodes);
  }

  @Override
  public Answer ask(HttpServletRequest request, String gwid) {
    var session = request.getSession(false);
    return session == null ? new SignedOut() : ask(session, gwid);
  }

  private Answer ask(HttpSession session, String gwid) {
    var own = PersonSession.of(session);
    var person = own.map(PersonSession::person);
    if (person.isEmpty()) {
      return new SignedOut();
    }
    var seen = reservation(gwid).filter(one -> maySee(person.get(), one));
    if (seen.isEmpty()) {
      return new NotYours();
    }
    var keyring = keyring(session, own.get());
    if (keyring.isEmpty()) {
      return new SignedOut();
    }
    var address = seen.flatMap(this::console);
    if (address.isEmpty()) {
      keyring.get().forget(gwid); // whoever has the address next gets nothing of it
      return new NoConsole();
    }
    return new Open(
        person.get().name(),
        person.get().role().mayChange(),
        address.get(),
        keyring.get().lock(gwid, address.get()),
        () -> ask(session, gwid),
        () -> audit(own.get()));
  }

  private static Optional<Keyring> keyring(HttpSession session, PersonSession own) {
    try {
      return Optional.of(Keyring.of(session, own));
    } catch (IllegalStateException _) {
      return Optional.empty(); // the session has ended in this very moment
    }
  }

  /// Who moves a file does not wait for its entry, and may sign out meanwhile.
  private static Consumer<Transfer> audit(PersonSession session) {
    var over = new CompletableFuture<Void>();
    session.awaitAtEnd(over);
    return transfer ->
        Thread.ofVirtual()
            .name("audit")
            .start(() -> {
              try {
                session.audit().add(transfer);
              } catch (GridException e) {
                LOG.log(Level.WARNING, "not in the audit: " + transfer, e);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              } finally {
                over.complete(null);
              }
            });
  }

  private static boolean maySee(Person person, Reservation reservation) {
    return person.role().seesAll() || reservation.customerTid() == person.tid();
  }

  private Optional<Reservation> reservation(String gwid) {
    var id = Long.parseLong(gwid.substring(0, gwid.indexOf('-')));
    return grid.reservation(id).filter(one -> one.gwid().equals(gwid));
  }

  private Optional<InetSocketAddress> console(Reservation reservation) {
    var runs =
        nodes.contains(reservation.nodeId())
            && !reservation.nextAction().isDelete()
            && reservation.result().isAnswered()
            && reservation.result().state() == Result.State.OK;
    var told = Addresses.of(reservation.result()).ipv4();
    return runs
            && reservation.workload() instanceof Container container
            && container.interactive()
            && container.networkConnections().stream().anyMatch(one -> one.ipaddress().equals(told))
        ? address(told)
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
              && !address.isMulticastAddress()
              && NetworkInterface.getByInetAddress(address) == null;
      return isOfContainer
          ? Optional.of(new InetSocketAddress(address, COREX_PORT))
          : Optional.empty();
    } catch (IllegalArgumentException | SocketException _) {
      return Optional.empty(); // no address, or not known whose it is
    }
  }
}
