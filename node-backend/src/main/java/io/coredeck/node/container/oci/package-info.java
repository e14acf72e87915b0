/// The OCI runtime, crun or runc: what it is told about a container, and how it is called.
///
/// Start reading at {@link io.coredeck.node.container.oci.OciConfig}.
@NullMarked
package io.coredeck.node.container.oci;

import org.jspecify.annotations.NullMarked;
