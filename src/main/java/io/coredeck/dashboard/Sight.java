package io.coredeck.dashboard;

import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.live.Access;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;

/// Who may see what a container prints and uses: people their own containers, operators and admins
/// everybody's. Of one that ended long ago the explorer is asked.
///
/// @param grid knows whose they are
record Sight(GridWatch grid) implements Access {

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
