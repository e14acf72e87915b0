package io.coredeck.dashboard.nodes;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.model.Reservation;

/// Something on a node.
///
/// @param id of its reservation
/// @param gwid of its workload
/// @param look its state
/// @param name what its owner calls it
/// @param page where more is said of it
/// @param detail image, size or range
record Thing(long id, String gwid, Look look, String name, String page, String detail) {

  static Thing of(Reservation one, String name, String page, String detail) {
    return new Thing(one.id(), one.gwid(), Look.of(one), name, page, detail);
  }
}
