package io.coredeck.node.container;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How the variables of an interactive container come to its processes past CoreX.
///
/// CoreX is a Java program with a C library of its own: a variable that is meant for a program of
/// the container (an agent for its Java, a library to be loaded before all others) would act on
/// CoreX first, and could keep it from starting. Such variables come to CoreX under another name,
/// and to processes under their own.
///
/// What is for CoreX alone, like its credential, is in no environment at all: that of the init in
/// front of it can be read by all processes of the container.
final class CorexVariables {

  /// Beginning of the names of variables that are for CoreX itself.
  private static final String OWN = "COREX_";

  /// Names the file in which CoreX finds those (docs/formats/corex.md).
  private static final String FILE = "COREX_VARIABLES";

  /// Put before the names of variables that CoreX is only to hand on (docs/formats/corex.md).
  static final String PREFIX = "COREX_ENV_";

  /// Beginnings of names that the dynamic loader and the allocator take notice of, ld.so(8) and
  /// mallopt(3).
  private static final Set<String> LOADER = Set.of("LD_", "MALLOC_");

  /// Names that the C library or Java take notice of.
  private static final Set<String> RUNTIME =
      Set.of(
          "GCONV_PATH",
          "GLIBC_TUNABLES",
          "HOSTALIASES",
          "JAVA_TOOL_OPTIONS",
          "JDK_AOT_VM_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "LOCALDOMAIN",
          "LOCPATH",
          "NLSPATH",
          "RES_OPTIONS",
          "_JAVA_OPTIONS");

  private CorexVariables() {}

  /// What an interactive container is given.
  ///
  /// @param open in the environment of its first process, which every process in it can read
  /// @param closed in a file that CoreX reads once and empties, each ended by a byte 0; empty for
  ///   none
  record Handover(Map<String, String> open, String closed) {
    Handover {
      open = Map.copyOf(open);
    }
  }

  /// @param variables of the container
  /// @param file where CoreX will find the closed ones
  /// @return the same variables, in the places and under the names CoreX is to get them
  static Handover handOver(Map<String, String> variables, String file) {
    var open = new HashMap<String, String>();
    var closed = new StringBuilder();
    variables.forEach((name, value) -> {
      if (name.startsWith(OWN) && !name.startsWith(PREFIX)) {
        closed.append(name).append('=').append(value).append('\0');
      } else {
        open.put(actsOnCorex(name) ? PREFIX + name : name, value);
      }
    });
    if (!closed.isEmpty()) {
      open.put(FILE, file);
    }
    return new Handover(open, closed.toString());
  }

  private static boolean actsOnCorex(String name) {
    return RUNTIME.contains(name) || LOADER.stream().anyMatch(name::startsWith);
  }
}
