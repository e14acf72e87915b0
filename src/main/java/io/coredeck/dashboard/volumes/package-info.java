/// Pages: volumes and who mounts them.
@NullMarked
package io.coredeck.dashboard.volumes;

import org.jspecify.annotations.NullMarked;
