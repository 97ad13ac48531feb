-- Outbox and journal of postfach-lib, from schema version 1 to 2, PostgreSQL 12 or newer. It only adds: nodes that began before it go on working.

-- Large attachments, cut into pieces, so that they never have to be in memory as a whole. Deleted together with the payload.
CREATE TABLE postfach_content (
    message    BIGINT  NOT NULL REFERENCES postfach_message (id),
    no         INTEGER NOT NULL,
    chunk      BYTEA   NOT NULL,
    PRIMARY KEY (message, no)
);

-- PDF and pictures are compressed already, and what is encrypted cannot be.
ALTER TABLE postfach_content ALTER COLUMN chunk SET STORAGE EXTERNAL;

-- Messages that a relay has, and whose fate is asked for.
CREATE INDEX postfach_handed_over ON postfach_message (tenant, route, due_at, id) WHERE state = 'HANDED_OVER';

INSERT INTO postfach_schema (version) VALUES (2);
