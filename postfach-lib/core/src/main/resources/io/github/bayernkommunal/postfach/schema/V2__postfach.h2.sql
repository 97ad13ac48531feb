-- Outbox and journal of postfach-lib, from schema version 1 to 2, H2 2.2 or newer. It only adds: nodes that began before it go on working.

-- Large attachments, cut into pieces, so that they never have to be in memory as a whole. Deleted together with the payload.
CREATE TABLE postfach_content (
    message    BIGINT  NOT NULL REFERENCES postfach_message (id),
    no         INTEGER NOT NULL,
    chunk      BLOB    NOT NULL,
    PRIMARY KEY (message, no)
);

INSERT INTO postfach_schema (version) VALUES (2);
