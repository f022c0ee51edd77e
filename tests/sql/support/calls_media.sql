-- Calls of media, stickers, stories and calls, as in calls.sql.
INSERT INTO test.places VALUES ('file', test.id()), ('face', test.id()), ('picture', test.id()), ('sticker', test.id()),
    ('tale', test.id()), ('talk', test.id()), ('lowest', '00000000-0000-0000-0000-000000000000'),
    ('utmost', 'ffffffff-ffff-ffff-ffff-ffffffffffff');

-- An upload of ten bytes from beginning to end.
CREATE FUNCTION test.uploading(area text, holder text, media text, kind text) RETURNS text LANGUAGE sql AS $$
    SELECT format('api.begin_media(%1$L, %2$s, %3$s, %4$L, 10, 1, sha256(''''), ''m'', NULL, NULL, ''database''), '
        'api.put_chunk(%1$L, %2$s, %3$s, 0, ''0123456789'', sha256(''0123456789'')), api.finish_media(%1$L, %2$s, %3$s)',
        area, holder, media, kind) $$;
SELECT test.run('alice', test.filled('SELECT ' || test.uploading('chat', '{direct}', '{file}', 'file')));
SELECT test.run('alice', test.filled('SELECT ' || test.uploading('account', '{alice}', '{face}', 'avatar')));
SELECT test.run('alice', test.filled('SELECT ' || test.uploading('account', '{alice}', '{picture}', 'story')));
INSERT INTO test.places SELECT 'pack', test.value('alice', test.filled(
    'SELECT pack_id FROM api.create_sticker_pack({id}, false, ''n'', sha256(sha256(''token'')), NULL, NULL)'));
SELECT test.run('alice', test.filled('SELECT ' || test.uploading('pack', '{pack}', '{sticker}', 'sticker')
    || ', api.add_sticker({pack}, {sticker}, {sticker}, NULL, ''e'')'));
SELECT test.run('alice', test.filled('SELECT api.post_story({tale}, ''image'', {picture}, NULL, NULL, 5, ''all'', ''{}'')'));
SELECT test.run('bob', test.filled('SELECT api.open_sticker_pack({pack}, sha256(''token''))'));
SELECT test.run('alice', test.filled('SELECT api.start_call({team}, {talk}, ''audio'', false, true)'));
SELECT test.run('bob', test.filled('SELECT api.join_call({team}, {talk}, false, true)'));

-- What others have: 200 tellers with stories for chosen people and a few for all, files, packs, calls that are over.
INSERT INTO tacet.users (id, username, display_name, master_pubkey)
SELECT test.id('-1 day'), 'teller' || n, 'Teller ' || n, sha256(('teller' || n)::bytea) FROM generate_series(1, 200) n;
INSERT INTO tacet.stories (user_id, id, media_type, caption_encrypted, privacy, expires_at)
SELECT u.id, test.id('-1 hour'), 'text', 'c', CASE WHEN n < 3 THEN 'all' ELSE 'selected' END, now() + interval '20 hours'
  FROM tacet.users u, generate_series(1, 25) n WHERE u.username ~ '^teller';
INSERT INTO tacet.story_privacy_lists (user_id, story_id, allowed_user_id)
SELECT x.user_id, x.id, u.id FROM tacet.stories x JOIN tacet.users u ON u.username ~ '^teller1.$' AND u.id <> x.user_id
 WHERE x.privacy = 'selected';
INSERT INTO tacet.story_views (user_id, story_id, viewer_id)
SELECT l.user_id, l.story_id, l.allowed_user_id FROM tacet.story_privacy_lists l;
INSERT INTO tacet.sticker_packs (id, author_id, request_id, is_default, encrypted_name, access_hash)
SELECT test.id(), u.id, test.id(), false, 'other', sha256('t') FROM tacet.users u, generate_series(1, 20) WHERE u.username ~ '^teller';
INSERT INTO tacet.stickers (pack_id, id, is_default, media_id, encrypted_emoji, order_index)
SELECT p.id, test.id(), false, test.id(), 'e', n FROM tacet.sticker_packs p, generate_series(1, 3) n WHERE p.encrypted_name = 'other';
INSERT INTO tacet.user_sticker_packs (user_id, pack_id, order_index)
SELECT u.id, p.id, 0 FROM tacet.users u JOIN tacet.sticker_packs p ON p.author_id <> u.id WHERE u.username ~ '^teller2.$';
INSERT INTO tacet.media (area, holder_id, id, kind, blob_id, author_id, state, size_bytes, chunk_count, content_hash,
    encrypted_metadata, storage, charged_bytes, uploaded_at, expires_at)
SELECT 'chat', test.id(), test.id(), 'file', s.new_id(), u.id, 'complete', 1, 1, sha256(''), 'm', 'database', 2, now(),
       now() + interval '7 days' FROM tacet.users u, generate_series(1, 30) WHERE u.username ~ '^teller';
INSERT INTO tacet.media_chunks SELECT m.blob_id, 0, sha256(''), 'b' FROM tacet.media m WHERE m.charged_bytes = 2;
INSERT INTO tacet.kept_chunks SELECT s.new_id(), 0, sha256(''), 'b' FROM generate_series(1, 3000);
INSERT INTO tacet.media_downloads SELECT m.blob_id, m.author_id FROM tacet.media m WHERE m.charged_bytes = 2;
INSERT INTO tacet.group_quotas (area, holder_id, total_bytes, media_count)
SELECT m.area, m.holder_id, 2, 1 FROM tacet.media m WHERE m.charged_bytes = 2;
INSERT INTO tacet.calls (chat_id, id, initiator_id, type, status, end_reason, ended_at)
SELECT m.holder_id, m.id, m.author_id, 'audio', 'missed', 'no_answer', now() FROM tacet.media m WHERE m.charged_bytes = 2;
INSERT INTO tacet.call_participants (chat_id, call_id, user_id, is_video_enabled, is_audio_enabled)
SELECT c.chat_id, c.id, c.initiator_id, true, true FROM tacet.calls c WHERE c.status = 'missed';

INSERT INTO test.calls (who, call) VALUES
    ('alice', 'SELECT ' || test.uploading('chat', '{direct}', 'n.id', 'file') || ', api.delete_media(''chat'', {direct}, n.id) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.begin_media(''chat'', {direct}, n.id, ''file'', 10, 1, sha256(''''), ''m'', NULL, NULL, ''database''), '
        '(SELECT count(*) FROM api.media_missing_chunks(''chat'', {direct}, n.id)), api.cancel_media(''chat'', {direct}, n.id) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('bob', 'SELECT * FROM api.media(''chat'', {direct}, {file})'),
    ('bob', 'SELECT api.read_chunk(''chat'', {direct}, {file}, 0)'),
    ('bob', 'SELECT api.read_chunk(''account'', {alice}, {face}, 0)'),
    ('bob', 'SELECT api.read_chunk(''account'', {alice}, {picture}, 0)'),
    ('bob', 'SELECT * FROM api.media_of(''chat'', {direct}, {lowest}, 50)'),
    ('bob', 'SELECT api.note_download(''chat'', {direct}, {file})'),
    ('alice', 'SELECT * FROM api.downloads_of(''chat'', {direct}, {file}, {lowest}, 50)'),
    ('alice', 'SELECT * FROM api.quota(''chat'', {direct})'),
    ('alice', 'SELECT api.set_member_share({team}, 40)'),
    ('alice', 'SELECT api.delete_sticker_pack(p.pack_id) FROM (SELECT * FROM api.create_sticker_pack({id}, false, ''n'', '
        'sha256(''t''), NULL, NULL) OFFSET 0) p'),
    ('alice', 'SELECT ' || test.uploading('pack', '{pack}', 'n.id', 'sticker') || ', api.add_sticker({pack}, n.id, n.id, NULL, '
        '''e''), api.order_stickers({pack}, ARRAY[n.id, {sticker}]), api.remove_sticker({pack}, n.id) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.edit_sticker_pack({pack}, ''sealed'', NULL, {sticker})'),
    ('bob', 'SELECT api.open_sticker_pack({pack}, sha256(''token''))'),
    ('bob', 'SELECT api.install_sticker_pack({pack}), api.order_sticker_packs(ARRAY[{pack}]::uuid[]), '
        'api.uninstall_sticker_pack({pack})'),
    ('bob', 'SELECT * FROM api.sticker_pack({pack})'),
    ('bob', 'SELECT * FROM api.stickers({pack})'),
    ('bob', 'SELECT api.read_chunk(''pack'', {pack}, {sticker}, 0)'),
    ('alice', 'SELECT w.*, p.* FROM unnest(''{default,own,installed}''::text[]) w, api.sticker_packs(w, {lowest}, 50) p'),
    ('alice', 'SELECT api.post_story(n.id, ''text'', NULL, ''c'', NULL, NULL, ''contacts'', ''{}''), api.delete_story(n.id) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.post_story(n.id, ''text'', NULL, ''c'', NULL, NULL, ''selected'', ARRAY[{bob}]::uuid[]), '
        'api.delete_story(n.id) FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('bob', 'SELECT * FROM api.stories({lowest}, {lowest}, 50)'),
    ('bob', 'SELECT * FROM api.story({alice}, {tale})'),
    ('bob', 'SELECT api.view_story({alice}, {tale})'),
    ('alice', 'SELECT * FROM api.story_viewers({tale}, {lowest}, 50)'),
    ('alice', 'SELECT api.start_call({direct}, n.id, ''audio'', false, true), api.end_call({direct}, n.id, ''normal'') '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('bob', 'SELECT api.join_call({team}, {talk}, false, true)'),
    ('bob', 'SELECT api.ring_call({team}, {talk})'),
    ('bob', 'SELECT api.set_call_media({team}, {talk}, true, true)'),
    ('bob', 'SELECT api.reject_call({team}, {talk}, ''busy'')'),
    ('bob', 'SELECT api.leave_call({team}, {talk}), api.join_call({team}, {talk}, false, true)'),
    ('bob', 'SELECT * FROM api.calls({team}, {utmost}, 50)'),
    ('bob', 'SELECT * FROM api.active_call({team})'),
    ('bob', 'SELECT * FROM api.call_participants({team}, {talk}, {lowest}, 50)');
