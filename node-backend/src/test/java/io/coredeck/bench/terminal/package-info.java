/// Measures CoreX as web terminal, in turn with a rival.
@org.jspecify.annotations.NullMarked
package io.coredeck.bench.terminal;
