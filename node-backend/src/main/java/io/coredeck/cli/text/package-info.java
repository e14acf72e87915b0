/// What people write by hand, and what is printed for them: JSON with comments and YAML.
///
/// Start reading at {@link io.coredeck.cli.text.Document}.
@NullMarked
package io.coredeck.cli.text;

import org.jspecify.annotations.NullMarked;
