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
final class CorexVariables {

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

  /// @return the same variables, under the names CoreX is to get them
  static Map<String, String> handOver(Map<String, String> variables) {
    var result = new HashMap<String, String>();
    variables.forEach((name, value) -> result.put(actsOnCorex(name) ? PREFIX + name : name, value));
    return result;
  }

  private static boolean actsOnCorex(String name) {
    return RUNTIME.contains(name) || LOADER.stream().anyMatch(name::startsWith);
  }
}
