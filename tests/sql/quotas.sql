-- Quotas of groups: limits, shares, warnings, what operators may say; and that expiry gives bytes back.
\i support/media.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol');
SELECT admin.set_policy('{"upload_burst": 100000, "quota_bytes": 10000, "quota_files": 10, "media_parallel_uploads": 100}');
SELECT test.crowd('{alice,bob,carol}') AS chat \gset
CREATE FUNCTION test.quota(who text, chat uuid) RETURNS text LANGUAGE sql AS $$
    SELECT test.value(who, format('SELECT used_bytes || '' '' || used_files || '' '' || max_bytes || '' '' || max_files '
        '|| '' '' || own_bytes || '' '' || own_files || '' '' || member_bytes || '' '' || member_files || '' '' || state '
        'FROM api.quota(%L, %L)', 'chat', chat)) $$;

SELECT is(test.quota('alice', :'chat'), '0 0 10000 10 0 0 5000 5 ok', 'before anything is there');
SELECT test.upload('alice', 'chat', :'chat', 'file', 1900) AS a1, test.upload('alice', 'chat', :'chat', 'file', 2000) AS a2 \gset
SELECT is(test.quota('bob', :'chat'), '4100 2 10000 10 0 0 5000 5 ok');
SELECT test.refused('alice', test.begin_sql('chat', :'chat', test.id(), 'file', 801), 'SR004', 'more than half is for nobody alone');
SELECT is(test.quota('alice', :'chat'), '4100 2 10000 10 4100 2 5000 5 ok', 'nothing of what was refused is counted');
SELECT test.works('alice', test.begin_sql('chat', :'chat', test.id(), 'file', 800), 'exactly half');
SELECT test.works('bob', test.begin_sql('chat', :'chat', test.id(), 'file', 2899), 'the others have theirs');
SELECT is(test.quota('bob', :'chat'), '7999 4 10000 10 2999 1 5000 5 ok', 'one byte below the warning');
SELECT test.works('bob', test.begin_sql('chat', :'chat', test.id(), 'file', 1), 'a little more');
SELECT is(test.quota('bob', :'chat'), '8100 5 10000 10 3100 2 5000 5 warning', 'from 80 % on');
SELECT test.refused('bob', test.begin_sql('chat', :'chat', test.id(), 'file', 1801), 'SR004', 'one byte too many');
SELECT test.works('bob', test.begin_sql('chat', :'chat', test.id(), 'file', 1800), 'the last byte');
SELECT is(test.quota('bob', :'chat'), '10000 6 10000 10 5000 3 5000 5 full');
SELECT test.refused('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 1), 'SR004', 'full');

-- Expired media make room at once.
UPDATE tacet.media SET expires_at = now() - interval '1 second' WHERE id = :'a2';
SELECT test.works('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 2000), 'what has expired makes room without waiting for anybody');
SELECT is(test.quota('carol', :'chat'), '10000 6 10000 10 2100 1 5000 5 full');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree');

-- Files are counted too.
SELECT admin.set_policy('{"quota_bytes": 1000000}');
SELECT test.run('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 1)) FROM generate_series(1, 4);
SELECT is(test.quota('carol', :'chat'), '10404 10 1000000 10 2504 5 500000 5 full');
SELECT test.refused('alice', test.begin_sql('chat', :'chat', test.id(), 'file', 1), 'SR004', 'the eleventh of ten');
SELECT s.run_hooks('device_removed', test.device('alice'));
SELECT test.works('bob', test.begin_sql('chat', :'chat', test.id(), 'file', 1), 'a place became free');
SELECT test.refused('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 1), 'SR004', 'half of the files is for nobody alone either');

-- The group's managers and the operators.
SELECT test.refused('bob', format('SELECT api.set_member_share(%L, 100)', :'chat'), 'SR001', 'a member sets no shares');
SELECT test.refused('alice', format('SELECT api.set_member_share(%L, 0)', :'chat'), 'SR002', 'nothing is no share');
SELECT test.refused('alice', format('SELECT api.set_member_share(%L, 101)', :'chat'), 'SR002', 'nor more than all');
SELECT test.works('alice', format('SELECT api.set_member_share(%L, 100)', :'chat'), 'who manages the group does');
SELECT is((SELECT member_files FROM admin.quotas('chat', '00000000-0000-0000-0000-000000000000', 1)), 10);
SELECT lives_ok(format('SELECT admin.set_quota(%L, %L, 50000, 20, NULL)', 'chat', :'chat'));
SELECT is(test.quota('carol', :'chat'), '9605 10 50000 20 2504 5 25000 10 ok', 'the operator''s word counts; the share is the standard again');
SELECT test.works('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 1), 'room again');
SELECT throws_ok(format('SELECT admin.set_quota(%L, %L, -1, 20, NULL)', 'chat', :'chat'), 'SR002');
SELECT throws_ok(format('SELECT admin.set_quota(%L, %L, 1, 100001, NULL)', 'chat', :'chat'), 'SR002');
SELECT throws_ok(format('SELECT admin.set_quota(%L, %L, 1, 1, 0)', 'chat', :'chat'), 'SR002');
SELECT throws_ok(format('SELECT admin.set_quota(%L, %L, 1, 1, 1)', 'other', :'chat'), 'SR002');
SELECT throws_ok(format('SELECT admin.set_quota(NULL, NULL, 1, 1, 1)'), 'SR002');
SELECT throws_ok(format('SELECT admin.set_quota(%L, %L, 1, 1, 1)', 'chat', test.id()), 'SR001', NULL, 'of no chat');
SELECT throws_ok('SELECT admin.quotas(NULL, NULL, 1)', 'SR002');
SELECT throws_ok($$SELECT admin.quotas('', '00000000-0000-0000-0000-000000000000', 501)$$, 'SR002');
SELECT is((SELECT count(*) FROM admin.quotas('', '00000000-0000-0000-0000-000000000000', 500)), 1::bigint);

-- Below what is used nothing is taken away, and nothing is added.
SELECT admin.set_quota('chat', :'chat', 100, 1, NULL);
SELECT is(test.value('bob', format('SELECT state FROM api.quota(%L, %L)', 'chat', :'chat')), 'full');
SELECT test.works('bob', test.read_sql('chat', :'chat', :'a1'), 'what is there stays');
SELECT admin.set_quota('chat', :'chat', NULL, NULL, NULL);

-- The check can fail, and the repair repairs.
UPDATE tacet.group_quotas SET total_bytes = total_bytes + 7 WHERE holder_id = :'chat';
SELECT is((SELECT recorded_bytes - actual_bytes FROM admin.check_quotas()), 7::bigint, 'drift is found');
SELECT lives_ok(format('SELECT admin.recalculate_quota(%L, %L)', 'chat', :'chat'));
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'and repaired');
DELETE FROM tacet.group_quotas;
SELECT is((SELECT actual_files FROM admin.check_quotas()), 11, 'a row that is missing is found');
INSERT INTO tacet.group_quotas (area, holder_id) VALUES ('chat', :'chat');
SELECT admin.recalculate_quota('chat', :'chat');
SELECT throws_ok(format('SELECT admin.recalculate_quota(%L, %L)', 'chat', test.id()), 'SR001');

-- Direct chats and accounts.
SELECT test.id() AS direct \gset
SELECT test.run('bob', format('SELECT api.open_direct_chat(%L, %L)', :'direct', test.account('carol')));
SELECT is(test.value('bob', format('SELECT max_bytes FROM api.quota(%L, %L)', 'chat', :'direct')), '1073741824', 'a direct chat has 1 GiB');
SELECT is(test.value('bob', format('SELECT member_bytes FROM api.quota(%L, %L)', 'account', test.account('bob'))), '1073741824', 'an account has all of its own');
SELECT test.refused('carol', format('SELECT api.quota(%L, %L)', 'account', test.account('bob')), 'SR001', 'which is nobody else''s business');
SELECT test.refused('carol', 'SELECT api.quota(NULL, NULL)', 'SR002', 'NULLs');

-- Space: 24 MiB in the partition of the last month, expired. \gset notes what the tables take.
SELECT admin.set_policy('{"quota_files": 1000, "quota_bytes": 1000000000}');
SELECT s.partition_name('media_chunks', now() - interval '32 days') AS last_month,
       s.partition_name('media_chunks', now()) AS this_month \gset
INSERT INTO tacet.media (area, holder_id, id, kind, blob_id, state, size_bytes, chunk_count, content_hash, encrypted_metadata,
    storage, charged_bytes, uploaded_at, expires_at)
SELECT 'chat', :'chat', x, 'file', x, 'complete', 1048576, 1, sha256('x'), 'm', 'database', 1048577, now(), now() - interval '1 hour'
  FROM (SELECT test.id('-32 days') AS x FROM generate_series(1, 24)) y;
INSERT INTO tacet.media_chunks SELECT m.blob_id, 0, sha256('x'), test.bytes(1048576, m.id::text) FROM tacet.media m WHERE m.charged_bytes = 1048577;
SELECT admin.recalculate_quota('chat', :'chat');
SELECT pg_total_relation_size('tacet.' || :'last_month') AS full_size \gset
SELECT lives_ok('SELECT admin.maintain()', 'maintenance expires them');
SELECT pg_total_relation_size('tacet.' || :'last_month') AS empty_size \gset
SELECT diag(format('expiry of a past month: %s bytes before, %s after', :full_size, :empty_size));
SELECT ok(:full_size > 24 * 1048576 AND :empty_size < 100000, 'the space of a past month is back at once');
SELECT test.upload('bob', 'chat', :'chat', 'file', 4194304) FROM generate_series(1, 6);
SELECT pg_total_relation_size('tacet.' || :'this_month') AS full_size \gset
UPDATE tacet.media SET expires_at = now() - interval '1 hour' WHERE size_bytes = 4194304;
SELECT s.cleanup_expired_media();
VACUUM tacet.media_chunks;
SELECT pg_total_relation_size('tacet.' || :'this_month') AS empty_size \gset
SELECT diag(format('expiry in this month and VACUUM: %s bytes before, %s after', :full_size, :empty_size));
SELECT ok(:full_size > 24 * 1048576 AND :empty_size < 1048576, 'that of this month after VACUUM');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree');

-- A month that no id can name any more: its partition goes.
CREATE TABLE tacet.media_chunks_2020_01 PARTITION OF tacet.media_chunks
    FOR VALUES FROM ('016f5e66-e800-0000-0000-000000000000') TO ('016ffe0c-d000-0000-0000-000000000000');
SELECT format('ALTER TABLE tacet.media_chunks_2020_01 OWNER TO %I', pg_get_userbyid(relowner))
  FROM pg_class WHERE oid = 'tacet.media_chunks'::regclass \gexec
SELECT s.free_media_space() \gset
SELECT ok(to_regclass('tacet.media_chunks_2020_01') IS NULL AND to_regclass('tacet.' || :'last_month') IS NOT NULL,
    'old partitions are dropped, those of recent ids stay');
SELECT * FROM finish();
