-- Answers to creations of who is not known are counted on their own, downwards from -1: however many there are,
-- those of known callers stay.
INSERT INTO counters (kind, last) VALUES ('stranger-repeat', 0);
