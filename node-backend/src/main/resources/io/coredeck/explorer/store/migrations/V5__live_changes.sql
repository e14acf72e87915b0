-- Who begins to follow leaves out what ended long ago: whether it did is read from the index.
DROP INDEX workloads_by_change;

CREATE INDEX workloads_by_change ON workloads (changed, next_action);
