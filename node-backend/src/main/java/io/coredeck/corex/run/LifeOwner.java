package io.coredeck.corex.run;

import io.coredeck.corex.plan.Plan;
import java.util.function.Consumer;

/// What a process does with its runs. Called on any thread.
public interface LifeOwner {

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
