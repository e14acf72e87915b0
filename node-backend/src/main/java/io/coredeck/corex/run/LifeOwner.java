package io.coredeck.corex.run;

import io.coredeck.corex.plan.Plan;
import java.util.function.Consumer;

/// What a process does with its runs. Called on any thread.
public interface LifeOwner {

  /// Lets a process begin that has no program and is to have none, or does not.
  ///
  /// @param <E> why not
  interface Admission<E extends Exception> {

    /// Every admission is followed by one {@link LifeOwner#over}. Called while the life is locked:
    /// must not block, nor ask it anything.
    void take() throws E;
  }

  /// Starts the program.
  ///
  /// @param ended to be told when it has ended
  Program launch(Plan plan, Consumer<ExitStatus> ended) throws ExecFailedException;

  /// Another run begins.
  ///
  /// @param before what became of the one before, in words
  void again(String before);

  /// There is no next run unless somebody starts it.
  void over();

  /// The state is another one.
  void changed();
}
