-- What people did is added to and never changed: the database itself refuses the rest, whoever asks.
-- The explorer's retention says first, in the transaction that deletes, up to which entry it is going
-- to; outside such a transaction "upto" is 0 and nothing may be deleted. See docs/decisions/0056.
CREATE TABLE audit_retention (
  upto BIGINT NOT NULL
);

INSERT INTO audit_retention (upto) VALUES (0);

-- Also a guard against INSERT OR REPLACE, for which SQLite asks no trigger of deletions.
CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM audit)
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows: an entry needs a larger number than all before');
END;

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows: no entry is changed');
END;

CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit
WHEN OLD.id > (SELECT upto FROM audit_retention)
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows: its retention alone removes entries');
END;

CREATE TRIGGER audit_retention_stays BEFORE DELETE ON audit_retention
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows: its retention is one row that stays');
END;

CREATE TRIGGER audit_retention_is_one BEFORE INSERT ON audit_retention
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows: its retention is one row that stays');
END;
