-- Journal of epay-lib, schema version 1, Oracle 12.2 or newer. Times are milliseconds since 1970, UTC.

CREATE TABLE epay_payment (
    account         VARCHAR2(100 CHAR)  NOT NULL,
    reference       VARCHAR2(36 CHAR)   NOT NULL,
    attempt         NUMBER(10)          NOT NULL,
    attempt_id      VARCHAR2(36 CHAR)   NOT NULL,
    content_hash    VARCHAR2(64 CHAR)   NOT NULL,
    amount          NUMBER(15,2)        NOT NULL,
    posting         VARCHAR2(4000 CHAR),
    return_token    VARCHAR2(200 CHAR),
    state           VARCHAR2(12 CHAR)   NOT NULL,
    announced       VARCHAR2(120 CHAR),
    version         NUMBER(19)          NOT NULL,
    transaction_id  VARCHAR2(100 CHAR),
    transaction_key VARCHAR2(201 CHAR)  UNIQUE,
    page            VARCHAR2(4000 CHAR),
    seen_status     VARCHAR2(201 CHAR),
    seen_paid       VARCHAR2(1 CHAR),
    seen_amount     VARCHAR2(100 CHAR),
    seen_balance    VARCHAR2(100 CHAR),
    seen_method     VARCHAR2(201 CHAR),
    seen_reference  VARCHAR2(201 CHAR),
    seen_paid_at    NUMBER(19),
    created_at      NUMBER(19)          NOT NULL,
    changed_at      NUMBER(19)          NOT NULL,
    next_check_at   NUMBER(19),
    PRIMARY KEY (account, reference, attempt)
);

CREATE INDEX epay_payment_due ON epay_payment (account, next_check_at);
CREATE INDEX epay_payment_token ON epay_payment (account, return_token);

-- Made last: where it is, everything is.
CREATE TABLE epay_schema (
    version NUMBER(10) NOT NULL PRIMARY KEY
);

INSERT INTO epay_schema (version) VALUES (1);
