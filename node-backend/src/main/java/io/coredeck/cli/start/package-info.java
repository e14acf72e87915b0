/// What makes the command line start sooner, done once after a build.
@NullMarked
package io.coredeck.cli.start;

import org.jspecify.annotations.NullMarked;
