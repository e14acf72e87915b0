package io.coredeck.corex.socket;

import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The people at all terminals. What they agreed on is kept as long as the process is.
public final class Gatherings implements Processes.Listener {
  private final Processes processes;
  private final Map<Long, Gathering> all = new ConcurrentHashMap<>();

  /// Begins to listen to the processes.
  public Gatherings(Processes processes) {
    this.processes = processes;
    processes.addListener(this);
  }

  /// @return the people at the terminal of this process
  public Gathering at(ManagedProcess process) {
    var gathering =
        all.computeIfAbsent(process.id(), _ -> new Gathering(process, processes.clock()));
    if (processes.find(process.id()).isEmpty()) {
      all.remove(process.id()); // forgotten meanwhile; this one goes with its sockets
    }
    return gathering;
  }

  @Override
  public void changed(ManagedProcess process) {
    // nothing of it is shown here
  }

  @Override
  public void removed(Collection<Long> ids) {
    ids.forEach(all::remove);
  }
}
