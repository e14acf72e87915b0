package io.coredeck.corex.run;

import io.coredeck.corex.plan.Plan;

/// What a process does with its runs. Called on any thread.
public interface LifeOwner {

  /// Starts the program.
  ///
  /// @param run to be given to {@link Life#ended} with its end
  Program launch(Plan plan, int run) throws ExecFailedException;

  /// Another run begins.
  ///
  /// @param before what became of the one before, in words
  void again(String before);

  /// There is no next run unless somebody starts it.
  void over();

  /// The state is another one.
  void changed();
}
