-- The order in which workloads were last changed, so that who follows them is told only what is
-- new. Numbers come from the counter "change" and are never given twice.
ALTER TABLE workloads ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;

UPDATE workloads SET changed = id;

INSERT INTO counters (kind, last) SELECT 'change', last FROM counters WHERE kind = 'workload';

CREATE INDEX workloads_by_change ON workloads (changed);
