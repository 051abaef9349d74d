-- What opens a host's page and a host's calendar: one secret each, of which only the hashes are kept.
CREATE TABLE host_link (
    host TEXT PRIMARY KEY,
    page TEXT NOT NULL UNIQUE,
    feed TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL
);
