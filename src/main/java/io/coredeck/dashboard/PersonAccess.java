package io.coredeck.dashboard;

import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.live.Access;
import io.coredeck.dashboard.signin.PersonSession;
import jakarta.servlet.http.HttpServletRequest;

/// People see their own containers, operators and admins everybody's.
///
/// @param grid tells whose a container is
record PersonAccess(GridWatch grid) implements Access {

  @Override
  public boolean isSignedIn(HttpServletRequest request) {
    return PersonSession.of(request).isPresent();
  }

  @Override
  public boolean maySee(HttpServletRequest request, String gwid) {
    return PersonSession.of(request)
        .map(PersonSession::person)
        .filter(person ->
            person.role().seesAll()
                || grid.ownerOf(gwid).filter(owner -> owner == person.tid()).isPresent())
        .isPresent();
  }
}
