-- Filled by a later commit.
SELECT 1;
