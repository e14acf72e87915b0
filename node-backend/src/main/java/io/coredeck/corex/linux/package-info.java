/// Linux itself: pseudo terminals, and the numbers of `/proc` and the control group.
///
/// Pty4J opens terminals; posix_spawn(3) starts programs on them. All terminals are then read and
/// written by one thread, {@link io.coredeck.corex.linux.system.PtyLoop}, through epoll, and the
/// end of a process is seen the same way: no thread and no waiting per process. Start reading at
/// {@link io.coredeck.corex.linux.LinuxTerminals}.
@NullMarked
package io.coredeck.corex.linux;

import org.jspecify.annotations.NullMarked;
