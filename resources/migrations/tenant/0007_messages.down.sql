DROP FUNCTION admin.maintain(), s.cleanup_expired_sessions(), s.partitions_are_ready(), s.ensure_partitions(),
    s.partition_name(text, timestamptz);
DROP TABLE tacet.wake_channels, tacet.ratchet_sessions, tacet.pending_sessions, tacet.mailbox, tacet.send_ledger;
DROP VIEW tacet.message_reads;
DROP TABLE tacet.message_recipients, tacet.messages;
DROP FUNCTION s.status_moves_forward();
