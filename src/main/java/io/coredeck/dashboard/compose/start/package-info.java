/// With what a draft begins: a container that exists, a template, a file, what this browser kept.
@NullMarked
package io.coredeck.dashboard.compose.start;

import org.jspecify.annotations.NullMarked;
