package io.coredeck.corex.process;

import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.run.ExecFailedException;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.LifeOwner;
import io.coredeck.corex.run.Program;
import io.coredeck.corex.run.State;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The runs of the program of one process: how each is started and what is seen of it, and the way
/// to the newest one for what people type. Safe for use by several threads.
final class ProgramRuns implements LifeOwner {
  private final ManagedProcess process;
  private final Pty.Starter starter;
  private final Surroundings.Owner owner;
  private final Broadcast broadcast;
  private final Printed printed;
  private volatile @Nullable Pty newest;

  /// @param process asked for its state, once it is made
  /// @param history what is kept of what scrolls away
  ProgramRuns(ManagedProcess process, Surroundings all, WindowSize size, Memory.History history) {
    this.process = process;
    this.starter = all.starter();
    this.owner = all.owner();
    this.broadcast = new Broadcast(size, history, all.output(), this::resume, this::answer);
    this.printed = new Printed(broadcast);
  }

  Broadcast broadcast() {
    return broadcast;
  }

  Printed printed() {
    return printed;
  }

  @Override
  public Program launch(Plan plan, Consumer<ExitStatus> ended) throws ExecFailedException {
    printed.begin(!plan.launch().terminal());
    var program = starter.start(plan.launch(), broadcast.size(), printed.events(ended));
    newest = program;
    program.resize(broadcast.size()); // it may be another one than at the beginning
    broadcast.resumeUnlessPaused();
    return program;
  }

  @Override
  public void again(String before) {
    printed.note(before + ", started again");
  }

  @Override
  public void over() {
    if (!process.isActive()) {
      printed.end();
      if (process.isActive()) {
        broadcast.reopen(); // somebody has started it meanwhile
      }
    }
    owner.changed(process);
    owner.over();
  }

  @Override
  public void changed() {
    owner.changed(process);
  }

  /// @see ManagedProcess#write
  void write(byte[] input, Runnable accepted) {
    var target = newest;
    if (target == null || !process.isActive()) {
      accepted.run();
    } else {
      target.write(printed.isApart() ? Streams.fromTerminal(input) : input, accepted);
    }
  }

  /// @see ManagedProcess#closeInput
  boolean closeInput() {
    var target = newest;
    if (target == null || !printed.isApart() || !process.isActive()) {
      return false;
    }
    target.closeInput();
    return true;
  }

  /// @param state of the process
  /// @return whether there is a program with a terminal of this size, or one will be started
  boolean resize(WindowSize size, State state) {
    if (state == State.CREATED || state == State.STARTING) {
      return true; // it is started with it
    }
    var target = newest;
    if (target == null || !state.isActive()) {
      return false;
    }
    target.resize(size);
    return true;
  }

  private void resume() {
    Optional.ofNullable(newest).ifPresent(Pty::resume);
  }

  /// Answers what the program asks its terminal while nobody looks; one on pipes asks nobody.
  private void answer(byte[] bytes) {
    if (!printed.isApart()) {
      write(bytes, () -> {});
    }
  }
}
