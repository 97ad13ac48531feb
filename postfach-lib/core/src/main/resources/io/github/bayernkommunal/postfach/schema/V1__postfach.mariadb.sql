-- Outbox and journal of postfach-lib, schema version 1, MariaDB 10.6 or newer. Times are milliseconds since 1970, UTC.

CREATE TABLE postfach_schema (
    version    INTEGER NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

-- Texts are compared byte by byte, as everywhere else: case and trailing blanks count.
CREATE TABLE postfach_message (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    tenant       VARCHAR(64)  NOT NULL,
    reference    VARCHAR(255) NOT NULL,
    message_id   VARCHAR(36)  NOT NULL,
    created_at   BIGINT       NOT NULL,
    content_hash CHAR(64)     NOT NULL,
    route        VARCHAR(40)  NOT NULL,
    state        VARCHAR(12)  NOT NULL,
    changed_at   BIGINT       NOT NULL,
    reason       VARCHAR(20),
    receipt      LONGTEXT,
    attempts     INTEGER      NOT NULL,
    repeats      INTEGER      NOT NULL,
    due_at       BIGINT       NOT NULL,
    deadline_at  BIGINT,
    order_key    VARCHAR(255),
    fence        BIGINT       NOT NULL,
    lease_until  BIGINT,
    payload      LONGBLOB,
    audit_count  INTEGER      NOT NULL,
    audit_hash   CHAR(64)     NOT NULL,
    CONSTRAINT postfach_one_reference UNIQUE (tenant, reference)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX postfach_due ON postfach_message (tenant, route, state, due_at, id);
CREATE INDEX postfach_deadline ON postfach_message (tenant, state, deadline_at);
CREATE INDEX postfach_lease ON postfach_message (tenant, state, lease_until);
CREATE INDEX postfach_order ON postfach_message (tenant, order_key, id);

-- Only ever appended to. Each row's hash covers the row before it; the message keeps number and hash of the last one.
CREATE TABLE postfach_event (
    message    BIGINT      NOT NULL REFERENCES postfach_message (id),
    no         INTEGER     NOT NULL,
    at         BIGINT      NOT NULL,
    message_id VARCHAR(36) NOT NULL,
    event      VARCHAR(24) NOT NULL,
    code       VARCHAR(20) NOT NULL,
    actor      VARCHAR(64) NOT NULL,
    evidence   VARCHAR(64) NOT NULL,
    hash       CHAR(64)    NOT NULL,
    PRIMARY KEY (message, no)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

INSERT INTO postfach_schema (version) VALUES (1);
