-- Mail that is still to be sent, or was. Written with the change that it tells of.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    booking TEXT NOT NULL REFERENCES booking (id),
    recipient TEXT NOT NULL,
    -- The whole message (RFC 5322); empty once it is sent.
    message TEXT NOT NULL,
    -- When to try next, in seconds since 1970; and how often it was tried.
    due BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed'))
);
CREATE INDEX outbox_by_due ON outbox (state, due);

-- Who was reminded of which time of a booking: once, and of a new time once more.
CREATE TABLE reminder (
    booking TEXT NOT NULL REFERENCES booking (id),
    starts BIGINT NOT NULL,
    PRIMARY KEY (booking, starts)
);
