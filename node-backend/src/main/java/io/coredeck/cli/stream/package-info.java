/// What nodes tell: the streams the platform's Redis keeps.
@NullMarked
package io.coredeck.cli.stream;

import org.jspecify.annotations.NullMarked;
