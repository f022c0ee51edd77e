-- Each transaction counts; the lock's file holds the last number too. A vault behind it has lost commits.
ALTER TABLE vault_state ADD COLUMN commits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE vault_state ADD COLUMN missing_commits INTEGER NOT NULL DEFAULT 0;
