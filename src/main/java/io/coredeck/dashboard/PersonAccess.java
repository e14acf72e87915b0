package io.coredeck.dashboard;

import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.live.Access;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;

/// People see their own containers, operators and admins everybody's. Of a container that ended
/// long ago the explorer is asked.
///
/// @param grid tells whose a container is
record PersonAccess(GridWatch grid) implements Access {

  @Override
  public boolean isSignedIn(HttpServletRequest request) {
    return PersonSession.of(request).isPresent();
  }

  @Override
  public boolean maySee(HttpServletRequest request, String gwid) {
    var person = PersonSession.of(request).map(PersonSession::person);
    return person.isPresent() && maySee(person.get(), gwid);
  }

  private boolean maySee(Person person, String gwid) {
    if (person.role().seesAll()) {
      return true;
    }
    try {
      return grid.find(gwid).filter(one -> one.customerTid() == person.tid()).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a refusal would be for good
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("the dashboard is closing"));
    }
  }
}
