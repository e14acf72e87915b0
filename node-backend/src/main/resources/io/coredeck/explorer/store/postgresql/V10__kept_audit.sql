-- What people did is added to and never changed: the database itself refuses the rest, whoever asks.
-- The explorer's retention says first, in the transaction that deletes, up to which entry it is going
-- to; outside such a transaction "upto" is 0 and nothing may be deleted. See docs/decisions/0056.
CREATE TABLE audit_retention (
  upto BIGINT NOT NULL
);

INSERT INTO audit_retention (upto) VALUES (0);

CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit only grows: %', TG_ARGV[0];
END
$$;

CREATE FUNCTION audit_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <= (SELECT coalesce(max(id), 0) FROM audit) THEN
    RAISE EXCEPTION 'the audit only grows: an entry needs a larger number than all before';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION audit_shrinks_by_its_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.id > (SELECT upto FROM audit_retention) THEN
    RAISE EXCEPTION 'the audit only grows: its retention alone removes entries';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
FOR EACH ROW EXECUTE FUNCTION audit_grows();

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_refuses('no entry is changed');

CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_shrinks_by_its_retention();

CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses('its retention alone removes entries');

CREATE TRIGGER audit_retention_stays BEFORE DELETE ON audit_retention
FOR EACH ROW EXECUTE FUNCTION audit_refuses('its retention is one row that stays');

CREATE TRIGGER audit_retention_is_one BEFORE INSERT ON audit_retention
FOR EACH ROW EXECUTE FUNCTION audit_refuses('its retention is one row that stays');

CREATE TRIGGER audit_retention_is_never_emptied BEFORE TRUNCATE ON audit_retention
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses('its retention is one row that stays');
