-- Counts the changes of the booking that a message tells of: a person hears of them in this order.
ALTER TABLE outbox ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;

-- What is looked for by other columns than its key.
CREATE INDEX outbox_by_booking ON outbox (booking, recipient);
CREATE INDEX attempt_by_age ON attempt (at);
CREATE INDEX booking_to_forget ON booking (ends) WHERE email <> '';
