-- Uploading, reading and deleting media; who may not.
\i support/media.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave');
SELECT test.second_device('alice', 'alice2');
SELECT admin.set_policy('{"upload_burst": 100000}');
SELECT test.crowd('{alice,bob,carol}') AS chat, test.id() AS m, 2500000 AS size \gset
SELECT set_config('t.chat', :'chat', false), set_config('t.m', :'m', false);
CREATE FUNCTION test.c() RETURNS uuid LANGUAGE sql AS 'SELECT current_setting(''t.chat'')::uuid';
CREATE FUNCTION test.m() RETURNS uuid LANGUAGE sql AS 'SELECT current_setting(''t.m'')::uuid';

-- Shapes.
CREATE FUNCTION test.begin_with(area text DEFAULT 'chat', holder uuid DEFAULT test.c(), media uuid DEFAULT test.m(),
    kind text DEFAULT 'file', size bigint DEFAULT 2500000, chunks integer DEFAULT 3, hash bytea DEFAULT sha256(''),
    metadata bytea DEFAULT 'm', thumbnail bytea DEFAULT NULL, message uuid DEFAULT NULL, storage text DEFAULT 'database')
    RETURNS text LANGUAGE sql AS $$ SELECT format('SELECT api.begin_media(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L)',
        area, holder, media, kind, size, chunks, hash, metadata, thumbnail, message, storage) $$;
SELECT test.refused('alice', test.begin_with(area => NULL), 'SR002', 'no area');
SELECT test.refused('alice', test.begin_with(area => 'pack'), 'SR002', 'a file is in a chat');
SELECT test.refused('alice', test.begin_with(area => 'account', holder => test.account('alice')), 'SR002', 'no files of accounts');
SELECT test.refused('alice', test.begin_with(holder => NULL), 'SR002', 'no chat');
SELECT test.refused('alice', test.begin_with(media => NULL), 'SR002', 'no id');
SELECT test.refused('alice', test.begin_with(media => gen_random_uuid()), 'SR002', 'an id that is no UUIDv7');
SELECT test.refused('alice', test.begin_with(media => test.id('-40 days')), 'SR002', 'an id of the past');
SELECT test.refused('alice', test.begin_with(media => test.id('2 days')), 'SR002', 'an id of the future');
SELECT test.refused('alice', test.begin_with(kind => 'story'), 'SR002', 'no stories in chats');
SELECT test.refused('alice', test.begin_with(size => 0, chunks => 0), 'SR002', 'nothing');
SELECT test.refused('alice', test.begin_with(size => -1), 'SR002', 'less than nothing');
SELECT test.refused('alice', test.begin_with(size => 9223372036854775807), 'SR002', 'all there is');
SELECT test.refused('alice', test.begin_with(size => NULL), 'SR002', 'no size');
SELECT test.refused('alice', test.begin_with(chunks => 2), 'SR002', 'too few chunks');
SELECT test.refused('alice', test.begin_with(chunks => 4), 'SR002', 'too many chunks');
SELECT test.refused('alice', test.begin_with(chunks => NULL), 'SR002', 'no number of chunks');
SELECT test.refused('alice', test.begin_with(hash => 'x'), 'SR002', 'no hash');
SELECT test.refused('alice', test.begin_with(hash => NULL), 'SR002', 'NULL as a hash');
SELECT test.refused('alice', test.begin_with(metadata => ''), 'SR002', 'no metadata');
SELECT test.refused('alice', test.begin_with(metadata => NULL), 'SR002', 'NULL as metadata');
SELECT test.refused('alice', test.begin_with(metadata => test.bytes(4097, 'x')), 'SR002', 'too much metadata');
SELECT test.refused('alice', test.begin_with(thumbnail => test.bytes(65537, 'x')), 'SR002', 'too large a thumbnail');
SELECT test.refused('alice', test.begin_with(thumbnail => ''), 'SR002', 'an empty thumbnail');
SELECT test.refused('alice', test.begin_with(message => gen_random_uuid()), 'SR002', 'a message of no time');
SELECT test.refused('alice', test.begin_with(storage => 's3'), 'SR002', 'a store outside, which the tenant has not');
SELECT test.refused('alice', test.begin_with(storage => '../etc'), 'SR002', 'another store');
SELECT test.refused('alice', test.begin_with(size => 524288001, chunks => 501), 'SR004', 'more than 500 MiB');
SELECT test.refused('dave', test.begin_with(), 'SR001', 'a stranger');
SELECT test.refused('alice', test.begin_with(holder => test.id()), 'SR001', 'no such chat: the same answer');
SELECT test.refused_as(test.enrol_role(), test.begin_with(), '42501', 'no device');
SELECT is((SELECT count(*) FROM tacet.media), 0::bigint, 'what is refused leaves nothing');
SELECT is((SELECT count(*) FROM tacet.group_quotas), 0::bigint, 'not even a quota');

-- Upload in any order, again and again.
SELECT is(test.value('bob', test.begin_sql('chat', :'chat', :'m', 'file', :size)), 'begun');
SELECT is((SELECT total_bytes FROM tacet.group_quotas), 2500100::bigint, 'reserved at the beginning, with the metadata');
SELECT is(test.value('bob', test.begin_sql('chat', :'chat', :'m', 'file', :size)), 'repeat');
SELECT is((SELECT total_bytes FROM tacet.group_quotas), 2500100::bigint, 'a repeat reserves nothing');
SELECT test.refused('bob', test.begin_sql('chat', :'chat', :'m', 'file', :size - 1), 'SR006', 'another file of the same id');
SELECT test.refused('carol', test.begin_sql('chat', :'chat', :'m', 'file', :size), 'SR006', 'somebody else''s id');
SELECT is(test.values('bob', format('SELECT api.media_missing_chunks(%L, %L, %L)', 'chat', :'chat', :'m')), '{0,1,2}');
SELECT is(test.value('bob', test.put_sql('chat', :'chat', :'m', 2, test.chunk(:'m', :size, 2))), 'stored', 'the last one first');
SELECT is(test.values('bob', format('SELECT api.media_missing_chunks(%L, %L, %L)', 'chat', :'chat', :'m')), '{0,1}');
SELECT is(test.value('bob', test.put_sql('chat', :'chat', :'m', 2, test.chunk(:'m', :size, 2))), 'repeat');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', 2, test.bytes(402848, 'other')), 'SR006', 'other bytes');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', 3, test.bytes(402848, 'x')), 'SR002', 'a chunk out of range');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', -1, test.bytes(1048576, 'x')), 'SR002', 'a chunk before the first');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', NULL, test.bytes(1048576, 'x')), 'SR002', 'no chunk');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', 1, test.bytes(1048575, 'x')), 'SR002', 'too short a chunk');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', 2, test.bytes(402849, 'x')), 'SR002', 'too long a last chunk');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', 1, test.bytes(1048577, 'x')), 'SR002', 'too long a chunk');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', 1, ''), 'SR002', 'an empty chunk');
SELECT test.refused('bob', format('SELECT api.put_chunk(%L, %L, %L, 1, %L, %L)', 'chat', :'chat', :'m', test.bytes(1048576, 'x'),
    sha256('y')), 'SR002', 'a hash of something else');
SELECT test.refused('bob', format('SELECT api.put_chunk(NULL, NULL, NULL, NULL, NULL, NULL)'), 'SR002', 'nothing but NULL');
SELECT test.refused('carol', test.put_sql('chat', :'chat', :'m', 1, test.chunk(:'m', :size, 1)), 'SR001', 'into another''s upload');
SELECT test.refused('dave', test.put_sql('chat', :'chat', :'m', 1, test.chunk(:'m', :size, 1)), 'SR001', 'from outside');
SELECT test.refused('carol', format('SELECT api.media_missing_chunks(%L, %L, %L)', 'chat', :'chat', :'m'), 'SR001', 'another''s progress');
SELECT test.refused('bob', test.finish_sql('chat', :'chat', :'m'), 'SR006', 'incomplete');
SELECT test.refused('carol', test.media_sql('chat', :'chat', :'m'), 'SR001', 'not before it is finished');
SELECT test.refused('carol', test.read_sql('chat', :'chat', :'m', 2), 'SR001', 'nor a chunk of it');
SELECT is(test.value('bob', test.put_sql('chat', :'chat', :'m', 0, test.chunk(:'m', :size, 0))), 'stored');
SELECT is(test.value('bob', test.put_sql('chat', :'chat', :'m', 1, test.chunk(:'m', :size, 1))), 'stored');
SELECT test.refused('carol', test.finish_sql('chat', :'chat', :'m'), 'SR001', 'finished by another');
SELECT is(test.value('bob', test.finish_sql('chat', :'chat', :'m')), 'finished');
SELECT is(test.value('bob', test.finish_sql('chat', :'chat', :'m')), 'repeat');
SELECT is(test.value('bob', test.begin_sql('chat', :'chat', :'m', 'file', :size)), 'complete', 'begun again after a crash');
SELECT is((SELECT count(*) FROM tacet.chat_log WHERE chat_id = :'chat' AND kind = 'media' AND subject = :'m'), 1::bigint,
    'the chat is told once');
SELECT ok((SELECT expires_at BETWEEN now() + interval '6 days 23 hours' AND now() + interval '7 days' FROM tacet.media
    WHERE id = :'m'), 'seven days');
SELECT is(test.value('bob', test.put_sql('chat', :'chat', :'m', 1, test.chunk(:'m', :size, 1))), 'repeat', 'late repeats');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'m', 1, test.bytes(1048576, 'x')), 'SR006', 'nothing changes any more');

-- Reading.
SELECT is(test.value('carol', test.media_sql('chat', :'chat', :'m')), '2500000');
SELECT is(string_agg(test.value('carol', test.read_sql('chat', :'chat', :'m', n))::bytea, '' ORDER BY n),
    (SELECT string_agg(test.chunk(:'m', :size, n), '' ORDER BY n) FROM generate_series(0, 2) n), 'what was written')
  FROM generate_series(0, 2) n;
SELECT test.refused('carol', test.read_sql('chat', :'chat', :'m', 3), 'SR001', 'no such chunk');
SELECT test.refused('carol', test.read_sql('chat', :'chat', :'m', -1), 'SR002', 'a negative chunk');
SELECT test.refused('carol', test.read_sql('chat', :'chat', :'m', NULL), 'SR002', 'chunk NULL');
SELECT test.refused('carol', test.read_sql(NULL, NULL, NULL), 'SR001', 'NULLs');
SELECT test.refused('carol', test.read_sql('other', :'chat', :'m'), 'SR001', 'another area');
SELECT test.refused('carol', test.read_sql('account', :'chat', :'m'), 'SR001', 'the chat''s id as an account');
SELECT test.refused('carol', test.read_sql('pack', :'chat', :'m'), 'SR001', 'the chat''s id as a pack');
SELECT test.refused('dave', test.read_sql('chat', :'chat', :'m'), 'SR001', 'a stranger');
SELECT test.refused('dave', test.media_sql('chat', :'chat', :'m'), 'SR001', 'a stranger asks for metadata');
SELECT test.refused('dave', test.media_sql('chat', :'chat', test.id()), 'SR001', 'and for what does not exist: the same');
SELECT test.refused('dave', format('SELECT api.media_of(%L, %L, %L, 10)', 'chat', :'chat', gen_random_uuid()), 'SR001', 'and for all of it');
SELECT test.refused('dave', format('SELECT api.quota(%L, %L)', 'chat', :'chat'), 'SR001', 'and for the quota');
SELECT test.refused('dave', format('SELECT api.note_download(%L, %L, %L)', 'chat', :'chat', :'m'), 'SR001', 'and downloads');
SELECT test.refused('dave', format('SELECT api.delete_media(%L, %L, %L)', 'chat', :'chat', :'m'), 'SR001', 'and deletes');
SELECT test.refused('carol', format('SELECT api.delete_media(%L, %L, %L)', 'chat', :'chat', :'m'), 'SR001', 'a member may not delete another''s');

-- Downloads.
SELECT test.works('carol', format('SELECT api.note_download(%L, %L, %L)', 'chat', :'chat', :'m'), 'noted');
SELECT test.works('carol', format('SELECT api.note_download(%L, %L, %L)', 'chat', :'chat', :'m'), 'noted again');
SELECT is((SELECT count(*) FROM tacet.media_downloads), 1::bigint, 'once');
SELECT is(test.value('carol', format('SELECT downloaded FROM api.media(%L, %L, %L)', 'chat', :'chat', :'m')), 'true');
SELECT is(test.value('alice', format('SELECT downloaded FROM api.media(%L, %L, %L)', 'chat', :'chat', :'m')), 'false');
SELECT is(test.values('bob', format('SELECT user_id FROM api.downloads_of(%L, %L, %L, %L, 10)', 'chat', :'chat', :'m',
    '00000000-0000-0000-0000-000000000000')), '{}', 'by default nobody sees who downloaded');
SELECT admin.set_policy('{"media_downloads_shown": true}');
SELECT is(test.values('bob', format('SELECT user_id FROM api.downloads_of(%L, %L, %L, %L, 10)', 'chat', :'chat', :'m',
    '00000000-0000-0000-0000-000000000000')), ARRAY[test.account('carol')::text], 'the author does where the policy says so');
SELECT test.refused('alice', format('SELECT user_id FROM api.downloads_of(%L, %L, %L, %L, 10)', 'chat', :'chat', :'m',
    '00000000-0000-0000-0000-000000000000'), 'SR001', 'and nobody else');

-- Parallel uploads, cancelling, another device, other connections of the device.
SELECT test.id() AS p1, test.id() AS p2, test.id() AS p3, test.id() AS p4 \gset
SELECT test.run('alice', test.begin_sql('chat', :'chat', x, 'file', 10)) FROM unnest(ARRAY[:'p1', :'p2', :'p3']::uuid[]) x;
SELECT test.refused('alice', test.begin_sql('chat', :'chat', :'p4', 'file', 10), 'SR003', 'three at a time');
SELECT test.works('alice2', test.begin_sql('chat', :'chat', :'p4', 'file', 10), 'per device');
SELECT test.refused('alice2', test.put_sql('chat', :'chat', :'p1', 0, test.bytes(10, 'x')), 'SR001', 'an upload belongs to its device');
SELECT test.refused('bob', format('SELECT api.cancel_media(%L, %L, %L)', 'chat', :'chat', :'p1'), 'SR001', 'cancelled by another');
SELECT test.works('alice2', format('SELECT api.cancel_media(%L, %L, %L)', 'chat', :'chat', :'p1'), 'the account may cancel it');
SELECT test.refused('alice', format('SELECT api.cancel_media(%L, %L, %L)', 'chat', :'chat', :'p1'), 'SR001', 'once');
SELECT test.refused('bob', format('SELECT api.cancel_media(%L, %L, %L)', 'chat', :'chat', :'m'), 'SR001', 'what is finished is not cancelled');
SELECT test.works('alice', test.begin_sql('chat', :'chat', :'p1', 'file', 10), 'room again, and the id too');
SELECT s.run_hooks('device_removed', test.device('alice2'));
SELECT is((SELECT count(*) FROM tacet.media WHERE id = :'p4'), 0::bigint, 'uploads of a removed device end');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree');

-- Uploads nobody finishes.
UPDATE tacet.media SET expires_at = now() - interval '1 second' WHERE id IN (:'p1', :'p2');
SELECT test.refused('alice', test.put_sql('chat', :'chat', :'p1', 0, test.bytes(10, 'x')), 'SR001', 'after 24 hours');
SELECT s.cleanup_expired_media() AS removed \gset
SELECT is(:removed, 2, 'given up');
SELECT is((SELECT total_bytes || ' ' || media_count FROM tacet.group_quotas WHERE holder_id = :'chat'), '2500210 2', 'and given back');

-- Lists.
SELECT test.works('alice', test.put_sql('chat', :'chat', :'p3', 0, test.chunk(:'p3', 10, 0)), 'the third one goes on');
SELECT test.works('alice', test.finish_sql('chat', :'chat', :'p3'), 'and is finished');
SELECT is(test.values('carol', format('SELECT media_id FROM api.media_of(%L, %L, %L, 10)', 'chat', :'chat',
    '00000000-0000-0000-0000-000000000000')), ARRAY[:'m', :'p3'], 'in the order of ids');
SELECT is(test.values('carol', format('SELECT media_id FROM api.media_of(%L, %L, %L, 10)', 'chat', :'chat', :'m')), ARRAY[:'p3'], 'the next page');
SELECT test.refused('carol', format('SELECT media_id FROM api.media_of(%L, %L, %L, 501)', 'chat', :'chat', :'m'), 'SR002', 'no page of 501');
SELECT test.refused('carol', format('SELECT media_id FROM api.media_of(%L, %L, NULL, 5)', 'chat', :'chat'), 'SR002', 'no cursor');

-- After expiry, before anybody cleaned up.
UPDATE tacet.media SET expires_at = now() - interval '1 second' WHERE id = :'m';
SELECT test.refused('carol', test.read_sql('chat', :'chat', :'m'), 'SR001', 'expired');
SELECT test.refused('bob', test.media_sql('chat', :'chat', :'m'), 'SR001', 'for the author too');
SELECT is(test.values('carol', format('SELECT media_id FROM api.media_of(%L, %L, %L, 10)', 'chat', :'chat',
    '00000000-0000-0000-0000-000000000000')), ARRAY[:'p3'], 'and in no list');
SELECT lives_ok('SELECT admin.maintain()');
SELECT is((SELECT count(*) FROM tacet.media WHERE id = :'m') + (SELECT count(*) FROM tacet.media_downloads)
    + (SELECT count(*) - 1 FROM tacet.media_chunks), 0::bigint, 'row, chunks and downloads are gone');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree');

-- Leaving, being removed, being muted.
SELECT test.upload('bob', 'chat', :'chat', 'file', 1000) AS kept, test.id() AS open \gset
SELECT test.run('bob', test.begin_sql('chat', :'chat', :'open', 'file', 1000));
SELECT test.removes(:'chat', 'bob');
SELECT is((SELECT count(*) FROM tacet.media WHERE id = :'open'), 0::bigint, 'the upload of who left ends');
SELECT test.refused('bob', test.put_sql('chat', :'chat', :'open', 0, test.chunk(:'open', 1000, 0)), 'SR001', 'no chunk any more');
SELECT test.refused('bob', test.read_sql('chat', :'chat', :'kept'), 'SR001', 'nor the own file');
SELECT test.refused('bob', test.begin_sql('chat', :'chat', test.id(), 'file', 10), 'SR001', 'nor a new one');
SELECT test.refused('bob', format('SELECT api.media_of(%L, %L, %L, 10)', 'chat', :'chat', :'m'), 'SR001', 'nor the list');
SELECT test.refused('bob', format('SELECT api.delete_media(%L, %L, %L)', 'chat', :'chat', :'kept'), 'SR001', 'nor deleting');
SELECT test.works('carol', test.read_sql('chat', :'chat', :'kept'), 'the others keep what they were sent');
UPDATE tacet.chat_members SET muted_until = now() + interval '1 hour' WHERE chat_id = :'chat' AND user_id = test.account('carol');
SELECT test.refused('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 10), 'SR001', 'muted');
UPDATE tacet.chat_members SET muted_until = NULL WHERE chat_id = :'chat';
UPDATE tacet.chat_roles SET permissions = '["send_messages"]' WHERE chat_id = :'chat' AND built_in = 'member';
SELECT test.refused('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 10), 'SR001', 'a role without the permission');
SELECT test.works('carol', test.read_sql('chat', :'chat', :'kept'), 'reads nevertheless');

-- Deleting: by the author, by a moderator, with the message, with the chat, with the account.
SELECT test.id() AS message \gset
SELECT test.upload('alice', 'chat', :'chat', 'file', 1000, :'message') AS d1, test.upload('alice', 'chat', :'chat', 'file', 1000) AS d2 \gset
SELECT s.run_hooks('message_deleted', :'message');
SELECT test.refused('carol', test.media_sql('chat', :'chat', :'d1'), 'SR001', 'gone with its message');
SELECT test.works('alice', format('SELECT api.delete_media(%L, %L, %L)', 'chat', :'chat', :'d2'), 'by the author');
SELECT test.works('alice', format('SELECT api.delete_media(%L, %L, %L)', 'chat', :'chat', :'kept'), 'another''s by who may delete messages');
SELECT test.refused('alice', format('SELECT api.delete_media(%L, %L, %L)', 'chat', :'chat', :'kept'), 'SR001', 'once');
SELECT is((SELECT array_agg(subject ORDER BY xid, id) FROM tacet.chat_log WHERE kind = 'media_deleted'), ARRAY[:'d2', :'kept']::uuid[], 'and the chat is told');
UPDATE tacet.chat_roles SET permissions = '["upload_media"]' WHERE chat_id = :'chat' AND built_in = 'member';
SELECT test.upload('carol', 'chat', :'chat', 'file', 5000) AS of_carol \gset
SELECT test.upload('carol', 'account', test.account('carol'), 'avatar', 300) AS face \gset
SELECT test.run('carol', test.begin_sql('chat', :'chat', test.id(), 'file', 10));
SELECT s.run_hooks('user_deleted', test.account('carol'));
SELECT is(test.value('alice', format('SELECT author_id IS NULL FROM api.media(%L, %L, %L)', 'chat', :'chat', :'of_carol')), 'true',
    'what a deleted account sent stays, without an author');
SELECT is((SELECT count(*) FROM tacet.media WHERE author_id = test.account('carol')
    OR holder_id = test.account('carol') OR state = 'uploading'), 0::bigint, 'its avatar and its uploads go');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree');
SELECT s.run_hooks('chat_deleted', :'chat');
SELECT is((SELECT count(*) FROM tacet.media) + (SELECT count(*) FROM tacet.media_chunks) + (SELECT count(*) FROM tacet.kept_chunks)
    + (SELECT count(*) FROM tacet.group_quotas), 0::bigint, 'nothing of a deleted chat stays');

-- Avatars.
SELECT test.upload('alice', 'account', test.account('alice'), 'avatar', 1000) AS face \gset
SELECT is(test.value('dave', test.read_sql('account', test.account('alice'), :'face')), test.chunk(:'face', 1000, 0)::text, 'everybody sees an avatar');
SELECT test.works('dave', format('SELECT api.note_download(%L, %L, %L)', 'account', test.account('alice'), :'face'), 'looking at one');
SELECT is((SELECT count(*) FROM tacet.media_downloads), 0::bigint, 'is not written down');
SELECT test.refused('dave', test.begin_sql('account', test.account('alice'), test.id(), 'avatar', 10), 'SR001', 'for another account');
SELECT test.refused('alice', test.begin_sql('account', test.account('alice'), test.id(), 'avatar', 1048577), 'SR004', 'too large');
SELECT test.refused('dave', format('SELECT api.delete_media(%L, %L, %L)', 'account', test.account('alice'), :'face'), 'SR001', 'another''s avatar');
SELECT is((SELECT expires_at FROM tacet.media WHERE id = :'face'), NULL, 'an avatar does not expire');
SELECT is((SELECT count(*) FROM tacet.kept_chunks), 1::bigint, 'and does not lie among what does');
UPDATE tacet.users SET avatar = :'face' WHERE id = test.account('alice');
SELECT test.upload('alice', 'account', test.account('alice'), 'avatar', 1000) AS old_face \gset
UPDATE tacet.media SET uploaded_at = now() - interval '25 hours' WHERE kind = 'avatar';
SELECT s.cleanup_expired_media() AS removed \gset
SELECT is((SELECT array_agg(id) FROM tacet.media), ARRAY[:'face']::uuid[], 'an avatar nobody shows any more goes');
SELECT test.crowd('{alice,bob}') AS chat, test.crowd('{alice,bob}', visibility => 'public') AS open_chat \gset
SELECT test.upload('alice', 'chat', :'chat', 'avatar', 1000) AS closed, test.upload('alice', 'chat', :'open_chat', 'avatar', 1000) AS open \gset
SELECT test.refused('bob', test.begin_sql('chat', :'chat', test.id(), 'avatar', 10), 'SR001', 'a member has no say in the group''s picture');
SELECT test.refused('dave', test.read_sql('chat', :'chat', :'closed'), 'SR001', 'the picture of a closed group is for its members');
SELECT test.works('bob', test.read_sql('chat', :'chat', :'closed'), 'who see it');
SELECT test.works('dave', test.read_sql('chat', :'open_chat', :'open'), 'that of a public one is for all');
SELECT is((SELECT count(*) FROM tacet.chat_log WHERE subject = :'closed'), 0::bigint, 'a picture is no file of the chat');

-- Direct chats: blocks and strangers.
SELECT test.id() AS direct, test.id() AS with_dave \gset
SELECT test.run('alice', format('SELECT api.open_direct_chat(%L, %L)', :'direct', test.account('bob')));
SELECT test.upload('alice', 'chat', :'direct', 'file', 10) FROM generate_series(1, 3);
SELECT test.refused('alice', test.begin_sql('chat', :'direct', test.id(), 'file', 10), 'SR003', 'a stranger leaves three files at most');
SELECT test.run('alice', format('SELECT api.delete_media(%L, %L, media_id) FROM api.media_of(%L, %L, %L, 1)', 'chat', :'direct', 'chat',
    :'direct', '00000000-0000-0000-0000-000000000000'));
SELECT test.refused('alice', test.begin_sql('chat', :'direct', test.id(), 'file', 16777216), 'SR003', 'and 16 MiB');
SELECT test.run('bob', format('SELECT api.add_contact(%L)', test.account('alice')));
SELECT test.works('alice', test.begin_sql('chat', :'direct', test.id(), 'file', 16777216), 'an accepted one more');
SELECT admin.set_policy('{"media_bytes_of_account": 16777416}');
SELECT test.refused('alice', test.begin_sql('chat', :'chat', test.id(), 'file', 100), 'SR004', 'nobody has more lying around than the tenant says, in all chats together');
SELECT admin.reset_policy('media_bytes_of_account');
SELECT test.refused('dave', test.begin_sql('chat', :'direct', test.id(), 'file', 10), 'SR001', 'and nobody else any');
SELECT test.run('bob', format('SELECT api.block_user(%L)', test.account('alice')));
SELECT test.refused('alice', test.begin_sql('chat', :'direct', test.id(), 'file', 10), 'SR008', 'a blocked one none');

-- A store outside.
SELECT admin.set_policy('{"media_on_s3": true}');
SELECT test.id() AS far \gset
SELECT matches(test.value('alice', replace(replace(test.begin_sql('chat', :'chat', :'far', 'file', 3000000), 'database', 's3'), 'SELECT state', 'SELECT storage_key')),
    '^media/[0-9a-f]{32}$', 'the server names the object');
SELECT test.refused('alice', test.put_sql('chat', :'chat', :'far', 0, test.chunk(:'far', 3000000, 0)), 'SR002', 'its chunks do not come here');
SELECT is(test.value('alice', test.finish_sql('chat', :'chat', :'far')), 'finished');
SELECT matches(test.value('bob', format('SELECT storage_key FROM api.media(%L, %L, %L)', 'chat', :'chat', :'far')), '^media/[0-9a-f]{32}$');
SELECT test.run('alice', format('SELECT api.delete_media(%L, %L, %L)', 'chat', :'chat', :'far'));
SELECT is((SELECT count(*) FROM admin.media_garbage('', 10)), 1::bigint, 'who has the keys of the store is told what to remove');
SELECT lives_ok('SELECT admin.forget_media_garbage(array_agg(storage_key)) FROM admin.media_garbage('''', 10)');
SELECT is((SELECT count(*) FROM admin.media_garbage('', 10)), 0::bigint);
SELECT throws_ok('SELECT admin.media_garbage(NULL, 10)', 'SR002');
SELECT throws_ok('SELECT admin.forget_media_garbage(NULL)', 'SR002');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree at the end');
SELECT * FROM finish();
