ALTER TABLE vault_state DROP COLUMN missing_commits;
ALTER TABLE vault_state DROP COLUMN commits;
