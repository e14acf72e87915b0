package io.coredeck.corex.linux.spawn;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.ThreadIds;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Lets one thread be somebody else while it starts a program, and root again afterwards.
///
/// Only what the system knows of the thread changes. Root stays its saved user, which the program
/// loses when it is executed, as it loses all capabilities. If the thread ever stays somebody else,
/// nothing more is started: nobody could say as whom. Meanwhile programs of that user could send
/// the thread signals, for the few milliseconds it takes.
public final class Identity {
  private static final System.Logger LOG = System.getLogger(Identity.class.getName());
  private static final int CAP_AMBIENT = 47;
  private static final int CLEAR_ALL = 4;

  private volatile boolean lost;

  /// What is done as somebody.
  ///
  /// @param <T> what comes of it
  public interface Task<T> {
    T run() throws IOException;
  }

  /// @return whether the calling thread is root
  public static boolean isRoot() {
    return ThreadIds.current().users().get(1) == 0;
  }

  /// @param account empty for whoever CoreX is
  /// @throws ExecFailedException if the thread may not be that user
  public <T> T as(Optional<Account> account, Task<T> task) throws IOException {
    if (lost) {
      throw new ExecFailedException(
          "CoreX could not become root again after it had started a program as somebody else, so"
              + " it starts nothing more; it must be started anew");
    }
    if (account.isEmpty()) {
      return task.run();
    }
    var before = ThreadIds.current();
    try {
      become(account.get());
      return task.run();
    } finally {
      undo(before);
    }
  }

  private static void become(Account account) throws ExecFailedException {
    Libc.control(CAP_AMBIENT, CLEAR_ALL, 0);
    check(account, "groups", ThreadIds.setMoreGroups(account.groups()));
    check(account, "group", ThreadIds.setGroups(account.gid(), account.gid(), account.gid()));
    check(account, "user", ThreadIds.setUsers(account.uid(), account.uid(), 0));
  }

  private static void check(Account account, String what, int result) throws ExecFailedException {
    if (result < 0) {
      throw new ExecFailedException(
          "CoreX cannot take the %s of %s: %s"
              .formatted(what, account.name(), Libc.message(-result)));
    }
  }

  private void undo(ThreadIds before) {
    var users = before.users();
    var groups = before.groups();
    // The user comes first: root may set the rest.
    ThreadIds.setUsers(users.get(0), users.get(1), users.get(2));
    ThreadIds.setGroups(groups.get(0), groups.get(1), groups.get(2));
    ThreadIds.setMoreGroups(before.more());
    if (!ThreadIds.current().equals(before)) {
      lost = true;
      LOG.log(Level.ERROR, "CoreX could not become root again; it starts nothing more");
    }
  }
}
