-- Calls of groups and channels, as in calls.sql. Whoever logs an operation reads the head first, in the same
-- statement; a second operation there follows the hash of the first.
INSERT INTO test.places VALUES ('team', test.id()), ('closed', test.id()), ('garden', test.id()), ('linked', test.id()),
    ('heir', test.id()), ('owner_role', gen_random_uuid()), ('admin_role', gen_random_uuid()), ('member_role', gen_random_uuid()),
    ('nobody', '00000000-0000-0000-0000-000000000000'), ('op', test.bytes(90, 'op')::text), ('mark', test.bytes(64, 'mark')::text),
    ('key', test.bytes(32, 'key')::text), ('wrap', test.bytes(80, 'wrap')::text), ('kem', test.bytes(1568, 'kem')::text),
    ('link', test.bytes(32, 'link')::text), ('link_id', test.id()), ('code_id', test.id());

CREATE FUNCTION test.creation(id text, visibility text DEFAULT 'private') RETURNS text LANGUAGE sql AS $$
    SELECT format('api.create_chat(%s, %L, %L, %L, '''', %L, '''', NULL, 200, false, '
        'ARRAY[{owner_role}, {admin_role}, {member_role}]::uuid[], %s, {op}, {mark})', id, 'group', visibility,
        CASE visibility WHEN 'public' THEN 'Our garden' ELSE '' END,
        CASE visibility WHEN 'public' THEN ''::bytea ELSE 'sealed'::bytea END,
        CASE visibility WHEN 'public' THEN '{key}' ELSE '''''' END) $$;
-- The n-th operation after the head that `source` shows.
CREATE FUNCTION test.next(source text, n integer DEFAULT 1) RETURNS text LANGUAGE sql AS $$
    SELECT format('%s.head_sequence + %s, ', source, n) || repeat('sha256(', n - 1) || source || '.head_hash'
        || repeat(' || {op}::bytea)', n - 1) || ', {op}, {mark}' $$;

SELECT test.run('alice', test.filled('SELECT ' || test.creation(chat, kind)))
  FROM (VALUES ('{team}', 'private'), ('{closed}', 'private'), ('{garden}', 'public'), ('{linked}', 'secret'),
               ('{heir}', 'private')) x(chat, kind);
SELECT test.run('alice', test.filled('SELECT api.add_member({team}, {bob}, {member_role}, ' || test.next('g')
    || ') FROM api.group({team}) g'));
SELECT test.run('alice', test.filled('SELECT api.create_invite_code({closed}, {code_id}, sha256(''Code1234''), 2592000, 1000000)'));
SELECT test.run('alice', test.filled('SELECT api.create_invite_link({linked}, {link_id}, sha256({link}), {key}, {member_role}, '
    'now() + interval ''29 days'', 1000000, 1, {wrap}, ' || test.next('g') || ') FROM api.group({linked}) g'));
INSERT INTO tacet.chat_join_requests (chat_id, user_id, device_id, invite_id)
SELECT p.value::uuid, gen_random_uuid(), gen_random_uuid(), gen_random_uuid() FROM test.places p, generate_series(1, 400)
 WHERE p.name = 'closed';
UPDATE tacet.chats SET succession_due = true WHERE id = (SELECT value::uuid FROM test.places WHERE name = 'heir');
SELECT test.run('alice', test.filled('SELECT api.take_ownership({heir}, 2, sha256({op}), {op}, {mark})'));

INSERT INTO test.calls (who, call) VALUES
    ('alice', 'SELECT ' || test.creation('{id}')),
    ('alice', 'SELECT api.change_chat({team}, ''private'', '''', '''', ''sealed'', '''', NULL, 200, false, ' || test.next('g')
        || ') FROM api.group({team}) g'),
    ('alice', 'SELECT ' || test.creation('n.id') || ', api.dissolve_chat(n.id, 2, sha256({op}), {op}, {mark}) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT ' || test.creation('n.id') || ', api.leave_chat(n.id, 2, sha256({op}), {op}, {mark}) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT ' || test.creation('n.id') || ', api.add_member(n.id, {bob}, {member_role}, 2, sha256({op}), {op}, {mark}), '
        'api.pass_ownership(n.id, {bob}, 3, sha256(sha256({op}) || {op}::bytea), {op}, {mark}) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.take_ownership({heir}, 2, sha256({op}), {op}, {mark})'),
    ('alice', 'SELECT api.define_role({team}, n.id, '''', ''sealed'', '''', ''["send_messages"]'', false, ' || test.next('g')
        || '), api.remove_role({team}, n.id, ' || test.next('g', 2) || ') FROM api.group({team}) g, '
        '(SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.assign_role({team}, {bob}, {member_role}, ' || test.next('g') || ') FROM api.group({team}) g'),
    ('alice', 'SELECT api.mute_member({team}, {bob}, ''2020-01-01 UTC'', ' || test.next('g') || ') FROM api.group({team}) g'),
    ('alice', 'SELECT api.remove_member({team}, {bob}, ' || test.next('g') || '), api.pardon_member({team}, {bob}, '
        || test.next('g', 2) || '), api.add_member({team}, {bob}, {member_role}, ' || test.next('g', 3)
        || ') FROM api.group({team}) g'),
    ('bob', 'SELECT api.join_public_chat({garden}, ' || test.next('g') || '), api.leave_chat({garden}, ' || test.next('g', 2)
        || ') FROM api.public_chat({garden}) g'),
    ('alice', 'SELECT api.create_invite_code({closed}, n.id, sha256({id}), 0, 5), api.revoke_invite_code({closed}, n.id) '
        'FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.create_invite_link({closed}, n.id, sha256({id}), {key}, {member_role}, now() + interval ''1 day'', 5, 0, '
        ''''', ' || test.next('g') || '), api.revoke_invite_link({closed}, n.id, ' || test.next('g', 2)
        || ') FROM api.group({closed}) g, (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.set_invite_key({linked}, {link_id}, 1, {wrap})'),
    ('alice', 'SELECT * FROM api.invites({closed}, {nobody}, 50)'),
    ('bob', 'SELECT api.ask_invite({link})'),
    ('bob', 'SELECT * FROM api.asked_invite()'),
    ('bob', 'SELECT api.join_by_link(a.chat_id, a.invite_id, {mark}, ' || test.next('a') || '), api.leave_chat(a.chat_id, '
        || test.next('a', 2) || ') FROM api.asked_invite() a'),
    ('carol', 'SELECT api.ask_invite(''Code1234'')'),
    ('carol', 'SELECT api.request_to_join(a.chat_id), api.withdraw_join_request(a.chat_id) FROM api.asked_invite() a'),
    ('carol', 'SELECT * FROM api.my_join_requests({nobody}, 50)'),
    ('alice', 'SELECT * FROM api.join_requests({closed}, {nobody}, 50)'),
    ('alice', 'SELECT api.decline_join_request({closed}, r.user_id) FROM api.join_requests({closed}, {nobody}, 1) r'),
    ('bob', 'SELECT * FROM api.operations({team}, 0, 50)'),
    ('bob', 'SELECT * FROM api.roles({team}, {nobody}, 50)'),
    ('bob', 'SELECT * FROM api.members({team}, {nobody}, 50)'),
    ('bob', 'SELECT * FROM api.member_people({team}, {nobody}, 50)'),
    ('alice', 'SELECT * FROM api.wrap_keys({team}, ARRAY[{bob_device}, {alice_device}]::uuid[])'),
    ('alice', 'SELECT * FROM api.removed_members({team}, {nobody}, 50)'),
    ('bob', 'SELECT * FROM api.group({team})'),
    ('bob', 'SELECT * FROM api.my_chats({nobody}, 50)'),
    ('bob', 'SELECT * FROM api.find_chats(''open gr'', '''', {nobody}, 50)'),
    ('bob', 'SELECT * FROM api.find_chats(''group'', ''m'', {nobody}, 50)'),
    ('bob', 'SELECT * FROM api.find_chats('''', ''open group 3'', {nobody}, 50)'),
    ('bob', 'SELECT * FROM api.public_chat({garden})'),
    ('alice', 'SELECT api.begin_epoch({team}, g.epoch + 1, ''manual'', '''', ' || test.next('g') || ') FROM api.group({team}) g'),
    ('bob', 'SELECT * FROM api.group_epochs({team}, 0, 50)'),
    ('alice', 'SELECT * FROM api.put_group_keys({team}, 1, ARRAY[{bob_device}]::uuid[], ARRAY[{key}]::bytea[], ARRAY[1]::bigint[], '
        'ARRAY[{kem}]::bytea[], ARRAY[{wrap}]::bytea[])'),
    ('bob', 'SELECT * FROM api.my_group_keys({team}, 0, 50)'),
    ('alice', 'SELECT (api.put_group_keys({team}, 1, ARRAY[{alice_device}]::uuid[], ARRAY[{key}]::bytea[], ARRAY[1]::bigint[], '
        'ARRAY[{kem}]::bytea[], ARRAY[{wrap}]::bytea[])).stored, api.reject_group_key({team}, 1)'),
    ('alice', 'SELECT * FROM api.devices_without_key({team}, 1, {nobody}, 50)'),
    ('bob', 'SELECT api.start_sender_key({team}, {id})'),
    ('alice', 'SELECT * FROM api.sender_keys({team}, {nobody}, 50)'),
    ('alice', 'SELECT * FROM api.send_group_control({id}, {team}, 1::smallint, ' || test.envelope('bob_device') || ')'),
    ('alice', 'SELECT ' || replace(replace(test.creation('{id}'), 'api.create_chat', 'api.create_group'), '200, false', '200, 30')),
    ('alice', 'SELECT api.change_group({team}, ''private'', '''', '''', ''sealed'', '''', NULL, 200, 30, ' || test.next('g')
        || ') FROM api.group({team}) g'),
    ('alice', 'SELECT ' || replace(replace(test.creation('n.id'), 'api.create_chat', 'api.create_group'), '200, false', '200, -1')
        || ', api.start_sender_key(n.id, n.session), api.put_session_deposit(n.id, n.session, 1, {wrap}::bytea) '
        'FROM (SELECT {id}::uuid AS id, {id}::uuid AS session OFFSET 0) n'),
    ('bob', 'SELECT * FROM api.session_deposits({team}, ARRAY[{id}]::uuid[])'),
    ('bob', 'SELECT * FROM api.operation_signers({team}, 0, 50)'),
    ('bob', 'SELECT * FROM api.departed_members({team}, {nobody}, 50)');
