package io.coredeck.cli.grid;

import io.coredeck.cli.setup.Session;

/// Lists the user's reservations of one kind.
abstract class KindList extends ReservationLists {
  private final String type;

  /// @param type as the explorer has it
  KindList(Session session, String type) {
    super(session);
    this.type = type;
  }

  @Override
  protected String type() {
    return type;
  }
}
