-- Journal of epay-lib, schema version 1, H2 2.2 or newer: for tests and sandboxes only. Times are milliseconds since 1970, UTC.

CREATE TABLE epay_payment (
    account         VARCHAR(100)  NOT NULL,
    reference       VARCHAR(36)   NOT NULL,
    attempt         INTEGER       NOT NULL,
    attempt_id      VARCHAR(36)   NOT NULL,
    content_hash    VARCHAR(64)   NOT NULL,
    amount          NUMERIC(15,2) NOT NULL,
    posting         VARCHAR(4000),
    return_token    VARCHAR(200),
    state           VARCHAR(12)   NOT NULL,
    announced       VARCHAR(120),
    version         BIGINT        NOT NULL,
    transaction_id  VARCHAR(100),
    transaction_key VARCHAR(201)  UNIQUE,
    page            VARCHAR(4000),
    seen_status     VARCHAR(201),
    seen_paid       VARCHAR(1),
    seen_amount     VARCHAR(100),
    seen_balance    VARCHAR(100),
    seen_method     VARCHAR(201),
    seen_reference  VARCHAR(201),
    seen_paid_at    BIGINT,
    created_at      BIGINT        NOT NULL,
    changed_at      BIGINT        NOT NULL,
    next_check_at   BIGINT,
    PRIMARY KEY (account, reference, attempt)
);

CREATE INDEX epay_payment_due ON epay_payment (account, next_check_at);
CREATE INDEX epay_payment_token ON epay_payment (account, return_token);

-- Made last: where it is, everything is.
CREATE TABLE epay_schema (
    version INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO epay_schema (version) VALUES (1);
