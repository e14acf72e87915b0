package io.coredeck.cli.text;

import io.coredeck.wire.Json;
import java.io.PrintStream;

/// Answers for programs, as JSON or YAML. Several of one run are documents of their own.
public final class Trees {
  private final PrintStream out;
  private boolean hasAnswered;

  public Trees(PrintStream out) {
    this.out = out;
  }

  /// @param json a value
  public void answer(String json, boolean isYaml) {
    if (isYaml) {
      separate();
      out.println(Yaml.print(Json.tree(json)));
    } else {
      out.println(json);
    }
  }

  private void separate() {
    if (hasAnswered) {
      out.println("---");
    }
    hasAnswered = true;
  }

  /// @return a list that is written entry by entry, so that none of it stays in memory
  public Entries entries(boolean isYaml) {
    if (isYaml) {
      separate();
    }
    return new Entries(out, isYaml);
  }

  /// A list under way. What breaks off before {@link #end} is no whole JSON.
  public static final class Entries {
    private final PrintStream out;
    private final boolean isYaml;
    private boolean hasSome;

    private Entries(PrintStream out, boolean isYaml) {
      this.out = out;
      this.isYaml = isYaml;
    }

    /// @param json the next entry
    /// @return whether there is somebody who still reads
    public boolean add(String json) {
      if (isYaml) {
        out.println(Yaml.print(Json.tree("[" + json + "]")));
      } else {
        out.print((hasSome ? "," : "[") + json);
      }
      hasSome = true;
      return !out.checkError();
    }

    /// There are no more.
    public void end() {
      if (!hasSome) {
        out.println("[]");
      } else if (!isYaml) {
        out.println("]");
      }
    }
  }
}
