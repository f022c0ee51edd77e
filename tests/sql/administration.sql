-- The administration console: who may read and act, that administration ends, and what is done to people.
\ir support/rooms.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave'), test.join('eve');
SELECT test.second_device('bob', 'bob2');
SELECT admin.set_policy('{"admin_burst": 100000, "profile_burst": 100000}');
CREATE TABLE test.views AS SELECT c.relname::text AS name FROM pg_class c WHERE c.relnamespace = 'console'::regnamespace;
-- How many rows of how many views somebody is shown; 42501 if he may not even ask.
CREATE FUNCTION test.shown(who text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE view test.views; lines text[]; filled integer := 0; refused integer := 0;
BEGIN
    FOR view IN SELECT * FROM test.views LOOP
        BEGIN
            lines := test.values(who, format('SELECT 1 FROM console.%I LIMIT 1', view.name));
            filled := filled + cardinality(lines);
        EXCEPTION WHEN insufficient_privilege THEN
            refused := refused + 1;
        END;
    END LOOP;
    RETURN CASE WHEN refused = (SELECT count(*) FROM test.views) THEN 'refused' WHEN refused > 0 THEN 'mixed'
                WHEN filled = 0 THEN 'nothing' ELSE 'rows' END;
END $$;
-- Whose devices are in the console's group without a right to be, or miss it.
CREATE FUNCTION test.misplaced() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT coalesce(x.should, x.is_in) || CASE WHEN x.is_in IS NULL THEN ' is missing' ELSE ' is too many' END
      FROM (SELECT s.should, i.is_in
              FROM (SELECT d.db_role::text AS should FROM tacet.devices d JOIN tacet.users u ON u.id = d.user_id
                     WHERE d.active AND u.workspace_role IN ('owner', 'admin') AND u.deleted_at IS NULL
                       AND u.suspended_at IS NULL) s
              FULL JOIN (SELECT m.member::regrole::text AS is_in FROM pg_auth_members m
                          WHERE m.roleid = (SELECT r.oid FROM pg_roles r
                                WHERE r.rolname = regexp_replace(test.enrol_role(), '_enrol$', '_console'))
                            -- Workspaces of a test share their groups.
                            AND m.member::regrole::text IN (SELECT d.db_role::text FROM tacet.devices d)) i
                ON i.is_in = s.should) x
     WHERE x.should IS NULL OR x.is_in IS NULL $$;

-- Every view has something to show, to who administers and to nobody else.
SELECT test.room('room', '{eve,bob,carol}');
INSERT INTO tacet.chat_join_requests (chat_id, user_id, device_id, invite_id)
VALUES (test.chat('room'), test.account('dave'), test.device('dave'), test.id());
INSERT INTO tacet.media (area, holder_id, id, kind, blob_id, author_id, state, size_bytes, chunk_count, content_hash,
    encrypted_metadata, storage, charged_bytes, uploaded_at, expires_at)
VALUES ('chat', test.chat('room'), test.id(), 'file', test.id(), test.account('eve'), 'complete', 10, 1, sha256('x'), 'x',
    'database', 20, now(), now() + interval '1 day');
SELECT admin.set_quota('chat', test.chat('room'), 1000, NULL, NULL);
SELECT admin.begin_backup('full', '{}') AS backup \gset
SELECT admin.note_backup_content(:'backup', 'users', 1, 1, sha256('x'));
SELECT admin.grant_access(test.account('bob'), 'chat', test.chat('room')::text, '{watch}', now() + interval '1 day');
SELECT s.raise_security_event('suspected', 'low', test.account('eve'));
SELECT s.note_sign_in(test.account('eve'), 'password_set', NULL);
SELECT s.note_retention('messages', '', 'messages_2020_01', 3, 1, 1, NULL, NULL, NULL, NULL);
SELECT admin.maintain();
SELECT is(test.shown('alice'), 'nothing', 'the owner who has not begun is shown nothing');
SELECT test.refused('alice', $$SELECT * FROM api.admin_members('', '', 10)$$, 'SR013', 'nor may act');
SELECT is(test.value('alice', 'SELECT state FROM api.administration()'), 'closed');
SELECT is(test.value('alice', 'SELECT api.begin_administration()'), '900', 'begun');
SELECT is(test.values('alice', format('SELECT count(*)::text FROM console.%I', name)), ARRAY['0'], 'rows in ' || name)
  FROM test.views WHERE test.values('alice', format('SELECT 1 FROM console.%I LIMIT 1', name)) = '{}';
SELECT is(test.shown('alice'), 'rows');
SELECT is(test.value('alice', 'SELECT state FROM api.administration()'), 'begun');
SELECT is(test.shown('dave'), 'refused', 'a plain member may not even ask');
SELECT test.refused('dave', 'EXPLAIN SELECT * FROM console.' || name, '42501', 'nor have it explained: ' || name) FROM test.views;
SELECT test.refused('dave', 'SELECT console.administering()', '42501', 'nor call what is beside them');
SELECT test.refused('dave', format('SET LOCAL ROLE %I', regexp_replace(test.enrol_role(), '_enrol$', '_console')), '42501', 'nor become the group');
SELECT test.refused('alice', format('SET LOCAL ROLE %I', regexp_replace(test.enrol_role(), '_enrol$', '_console')), '42501', 'which its members may not either');
SELECT test.refused('dave', 'SELECT api.begin_administration()', 'SR014', 'a member does not begin');
SELECT test.refused('dave', 'SELECT api.touch_administration()', 'SR014', 'nor go on');
SELECT is(test.value('dave', 'SELECT state FROM api.administration()'), 'none');
SELECT isnt_empty($$SELECT FROM admin.audit(of_type => 'administration') WHERE action = 'begun'$$, 'it is noted');

-- Every action refuses who does not administer: plain members, admins who have not begun, admins who were idle.
CREATE TABLE test.actions (call text);
INSERT INTO test.actions SELECT format('SELECT * FROM api.%I(%s)', p.proname, (SELECT string_agg('NULL', ', ')
    FROM unnest(p.proargtypes))) FROM pg_proc p WHERE p.pronamespace = 'api'::regnamespace AND p.proname LIKE 'admin\_%';
SELECT cmp_ok((SELECT count(*) FROM test.actions), '>', 20::bigint);
SELECT test.refused('dave', call, 'SR014', 'a member: ' || call) FROM test.actions;
SELECT test.run('alice', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('bob')));
SELECT test.refused('bob', call, 'SR013', 'an admin who has not begun: ' || call) FROM test.actions;
SELECT test.run('bob', 'SELECT api.begin_administration()');
SELECT is(test.shown('bob'), 'rows', 'an admin');
SELECT is(test.shown('bob2'), 'nothing', 'his other device has to begin itself');
UPDATE tacet.administrations SET used_at = now() - interval '901 seconds' WHERE device_id = test.device('bob');
SELECT is(test.shown('bob'), 'nothing', 'an idle admin is shown nothing');
SELECT is(test.value('bob', 'SELECT state FROM api.administration()'), 'idle');
SELECT test.refused('bob', call, 'SR013', 'an idle admin: ' || call) FROM test.actions;
SELECT test.refused('bob', 'SELECT api.touch_administration()', 'SR013', 'nor does he go on as if nothing were');
SELECT test.refused('bob', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('dave')), 'SR013', 'nor make admins');
SELECT test.works('bob', 'SELECT api.begin_administration()', 'he begins again');
UPDATE tacet.administrations SET used_at = now() - interval '800 seconds' WHERE device_id = test.device('bob');
SELECT test.works('bob', 'SELECT api.touch_administration()', 'somebody is there');
SELECT cmp_ok(test.value('bob', 'SELECT seconds_left FROM api.administration()')::integer, '>', 800, 'which counts from now on');
UPDATE tacet.administrations SET used_at = now() - interval '800 seconds' WHERE device_id = test.device('bob');
SELECT test.values('bob', 'SELECT username FROM console.people');
SELECT cmp_ok(test.value('bob', 'SELECT seconds_left FROM api.administration()')::integer, '<', 200, 'reading does not');
SELECT test.run('alice', format($$SELECT api.set_workspace_role(%L, 'member')$$, test.account('bob')));
SELECT is(test.shown('bob'), 'refused', 'a right that is taken is gone at once');
SELECT test.refused('bob', call, 'SR014', 'a former admin: ' || call) FROM test.actions;
SELECT test.run('alice', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('bob')));
SELECT is(test.shown('bob'), 'nothing', 'and who gets it back has to begin');
SELECT test.works('bob', 'SELECT api.begin_administration()', 'begins');
SELECT test.works('bob', 'SELECT api.end_administration()', 'ends');
SELECT is(test.shown('bob'), 'nothing');
SELECT test.refused('bob', 'INSERT INTO console.people (id) VALUES (NULL)', '42501', 'nothing is written there');
SELECT test.run('bob', 'SELECT api.begin_administration()');

-- Who is not to be seen.
SELECT test.direct('pair', 'carol', 'dave');
SELECT is(test.values('alice', format('SELECT id FROM console.chats WHERE id = %L', test.chat('pair'))), '{}', 'nobody sees who writes to whom');
SELECT test.room('news', '{eve,carol,dave}', 'channel');
SELECT is(test.values('alice', format('SELECT username FROM console.chat_members WHERE chat_id = %L', test.chat('news'))), ARRAY['eve'], 'nor who reads a channel');
SELECT is(test.values('alice', format('SELECT username FROM console.chat_members WHERE chat_id = %L ORDER BY 1', test.chat('room'))), ARRAY['bob', 'carol', 'eve']);

-- People. Nobody acts on the owner, and on admins the owner alone.
SELECT test.run('alice', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('carol')));
SELECT test.refused('bob', format('SELECT api.admin_%s_person(%L)', deed, test.account(who)), 'SR001', deed || ' ' || who)
  FROM unnest(ARRAY['suspend', 'resume', 'deactivate', 'reactivate', 'erase']) deed, unnest(ARRAY['alice', 'carol', 'bob']) who;
SELECT test.refused('bob', format('SELECT api.admin_end_device(%L)', test.device(who)), 'SR001', 'devices of ' || who)
  FROM unnest(ARRAY['alice', 'carol', 'bob']) who;
SELECT test.refused('alice', format('SELECT api.admin_suspend_person(%L)', test.account('alice')), 'SR001', 'not the owner herself');
SELECT test.refused('alice', format('SELECT api.admin_suspend_person(%L)', test.id()), 'SR001', 'nobody');
SELECT test.works('bob', format('SELECT api.admin_end_device(%L)', test.device('bob2')), 'another device of one''s own');
SELECT is((SELECT active FROM tacet.devices WHERE id = test.device('bob2')), false);

-- Suspended: shut out, and nothing is lost.
SELECT test.run('carol', format('SELECT api.send_direct(%L, %L, %L, sha256(%L), ARRAY[%L]::uuid[], ARRAY[%L]::bytea[], ARRAY[%L]::bytea[], ARRAY[0]::bigint[], ARRAY[1]::bigint[], ARRAY[%L]::bytea[], ARRAY[%L]::bytea[])',
    test.id(), test.chat('pair'), 'body'::bytea, 'body'::bytea, test.device('dave'), test.bytes(16, 's'), test.bytes(32, 'r'), test.bytes(64, 'c'), test.bytes(8, 'h')));
SELECT is(test.value('bob', format('SELECT devices || '' '' || waiting FROM api.admin_person_effect(%L)', test.account('dave'))), '1 1', 'what it would touch');
SELECT is(test.value('bob', format('SELECT groups || '' '' || owned_groups || '' '' || files || '' '' || bytes FROM api.admin_person_effect(%L)', test.account('eve'))), '2 2 1 20');
CREATE FUNCTION test.belongings(who text) RETURNS text LANGUAGE sql AS $$
    SELECT jsonb_build_object('mailbox', (SELECT jsonb_agg(to_jsonb(b)) FROM tacet.mailbox b WHERE b.device_id = test.device(who)),
        'keys', (SELECT count(*) FROM tacet.one_time_prekeys k WHERE k.device_id = test.device(who)),
        'device', (SELECT to_jsonb(d) FROM tacet.devices d WHERE d.id = test.device(who)),
        'chats', (SELECT jsonb_agg(to_jsonb(m)) FROM tacet.chat_members m WHERE m.user_id = test.account(who)))::text $$;
CREATE TABLE test.before AS SELECT test.belongings('dave') AS had;
SELECT test.token('device', 'dave') AS token \gset
SELECT test.works('bob', format('SELECT api.admin_suspend_person(%L)', test.account('dave')), 'suspended');
SELECT test.works('bob', format('SELECT api.admin_suspend_person(%L)', test.account('dave')), 'once more ends what came in meanwhile');
SELECT test.refused('dave', 'SELECT * FROM api.hello(1)', '42501', 'its login may nothing');
SELECT test.refused('dave', 'SELECT * FROM api.fetch_mailbox(10)', '42501', 'nothing at all');
SELECT is(has_database_privilege(test.role('dave'), current_database(), 'CONNECT'), false, 'nor enter');
SELECT is(rolcanlogin, true, 'and is not ended as a removed one') FROM pg_roles WHERE rolname = test.role('dave');
SELECT isnt_empty(format('SELECT FROM pg_auth_members WHERE member = %L::regrole', test.role('dave')), 'the warden leaves it alone');
SELECT throws_ok(format('SELECT test.enrol(''dave2'', %L, %L, ''dave'', %L, 2, %L)', :'token', test.account('dave'),
    (SELECT master FROM test.people WHERE name = 'dave'), (SELECT hash FROM tacet.device_manifests WHERE user_id = test.account('dave'))),
    'SR005', NULL, 'nor does a token bring another device in');
SELECT is(test.belongings('dave'), (SELECT had FROM test.before), 'nothing is lost');
SELECT is(test.value('bob', format('SELECT state FROM console.people WHERE id = %L', test.account('dave'))), 'suspended');
SELECT test.works('bob', format('SELECT api.admin_resume_person(%L)', test.account('dave')), 'resumed');
SELECT test.works('dave', 'SELECT * FROM api.hello(1)', 'and back');
SELECT is(test.values('dave', 'SELECT source_id FROM api.fetch_mailbox(10)'), ARRAY(SELECT b.source_id::text FROM tacet.mailbox b WHERE b.device_id = test.device('dave')), 'with what waited');
SELECT is(test.belongings('dave')::jsonb #- '{device,last_seen}', (SELECT had::jsonb #- '{device,last_seen}' FROM test.before));
SELECT is((SELECT array_agg(action || ' ' || (details ->> 'before') || ' ' || (details ->> 'after') ORDER BY id) FROM admin.audit(of_type => 'person')),
    ARRAY['suspended active suspended', 'resumed suspended active'], 'noted with before and after');

-- Deactivated, and erased.
SELECT test.works('bob', format('SELECT api.admin_deactivate_person(%L)', test.account('eve')), 'deactivated');
SELECT is_empty(format('SELECT FROM tacet.devices WHERE active AND user_id = %L', test.account('eve')), 'no device is left');
SELECT is((SELECT username FROM tacet.users WHERE id = test.account('eve')), 'eve', 'the name is kept');
SELECT isnt_empty(format('SELECT FROM tacet.chat_members WHERE left_at IS NULL AND user_id = %L', test.account('eve')), 'memberships too');
SELECT test.refused('bob', format('SELECT api.admin_suspend_person(%L)', test.account('eve')), 'SR006', 'there is nobody to suspend');
SELECT test.works('bob', format('SELECT api.admin_reactivate_person(%L)', test.account('eve')), 'reactivated');
SELECT is(test.value('bob', format('SELECT state FROM console.people WHERE id = %L', test.account('eve'))), 'active');
SELECT test.works('bob', format('SELECT api.admin_erase_person(%L)', test.account('eve')), 'erased');
SELECT test.works('bob', format('SELECT api.admin_erase_person(%L)', test.account('eve')), 'once more ends what came in meanwhile');
SELECT is(test.value('bob', format('SELECT state FROM console.people WHERE id = %L', test.account('eve'))), 'erased');
SELECT test.refused('bob', format('SELECT * FROM api.admin_person_effect(%L)', test.account('eve')), 'SR001', 'nothing is left');

-- Tokens for many.
SELECT is(test.values('bob', format('SELECT state FROM api.admin_create_tokens(ARRAY[%L, %L, %L, %L, %L]::bytea[], ARRAY[''gina'', ''no name'', ''carol'', '''', ''eve''], 3600)',
    sha256('1'), sha256('2'), sha256('3'), sha256('4'), sha256('5'))), ARRAY['created', 'invalid', 'taken', 'created', 'taken'], 'each row says what became of it');
SELECT is(test.values('bob', format('SELECT state FROM api.admin_create_tokens(ARRAY[%L]::bytea[], ARRAY[''gina''], 3600)', sha256('1'))), ARRAY['created'], 'the same again');
SELECT test.refused('bob', 'SELECT * FROM api.admin_create_tokens(ARRAY[NULL]::bytea[], ARRAY[''x''], 3600)', 'SR002', 'NULL');
SELECT test.refused('bob', format('SELECT * FROM api.admin_create_tokens(ARRAY[%L]::bytea[], ARRAY[''a'', ''b''], 3600)', sha256('1')), 'SR002', 'another length');
SELECT test.refused('bob', 'SELECT * FROM api.admin_create_tokens(array_fill(sha256(''x''), ARRAY[501]), array_fill(''''::text, ARRAY[501]), 3600)', 'SR002', 'too many');
SELECT is(test.value('bob', format('SELECT wished_name || '' '' || state FROM console.enrolment_tokens WHERE token = %L', left(encode(sha256('1'), 'hex'), 32))), 'gina open');
SELECT test.works('bob', format('SELECT api.admin_revoke_token(%L)', left(encode(sha256('1'), 'hex'), 32)), 'revoked');
SELECT is(test.value('bob', format('SELECT state FROM console.enrolment_tokens WHERE token = %L', left(encode(sha256('1'), 'hex'), 32))), 'revoked');
SELECT test.refused('bob', format('SELECT api.admin_revoke_token(%L)', repeat('0', 32)), 'SR001', 'no such token');
SELECT test.refused('bob', $$SELECT api.admin_revoke_token('%')$$, 'SR002', 'no pattern');

-- Limits, policies, retention, events, grants: with before and after.
SELECT test.works('bob', format($$SELECT api.admin_set_quota('chat', %L, 2000, NULL, NULL)$$, test.chat('room')), 'limits');
SELECT is((SELECT details -> 'before' ->> 'max_bytes' FROM admin.audit(of_type => 'quota') ORDER BY id DESC LIMIT 1), '1000');
SELECT test.works('bob', $$SELECT api.admin_set_policy('search_burst', '7')$$, 'a policy');
SELECT is(test.value('bob', $$SELECT value || ' ' || is_changed FROM console.policies WHERE key = 'search_burst'$$), '7 true');
SELECT is((SELECT details -> 'search_burst' ->> 'to' FROM admin.audit(of_type => 'policy') ORDER BY id DESC LIMIT 1), '7');
SELECT test.refused('bob', $$SELECT api.admin_set_policy('admin_idle_seconds', '7200')$$, 'SR002', 'within its bounds');
SELECT test.refused('bob', $$SELECT api.admin_set_policy('nonsense', '1')$$, 'SR002', 'of those there are');
SELECT test.works('bob', $$SELECT api.admin_reset_policy('search_burst')$$, 'back to the standard');
SELECT is(test.value('bob', $$SELECT is_changed FROM console.policies WHERE key = 'search_burst'$$), 'false');
SELECT test.works('bob', $$SELECT api.admin_set_retention('messages', '', 200, NULL, NULL)$$, 'retention');
SELECT is(test.value('bob', $$SELECT days FROM console.retention WHERE id = 'messages:'$$), '200');
SELECT is((SELECT details -> 'before' ->> 'days' FROM admin.audit(of_type => 'policy') ORDER BY id DESC LIMIT 1), '180');
SELECT test.value('bob', 'SELECT id FROM console.security_events') AS event \gset
SELECT test.works('bob', format('SELECT api.admin_assign_event(%L, %L)', :'event', test.account('bob')), 'assigned');
SELECT test.refused('bob', format('SELECT api.admin_assign_event(%L, %L)', :'event', test.account('dave')), 'SR001', 'to administrators only');
SELECT is(test.value('bob', 'SELECT state || '' '' || assignee FROM console.security_events'), 'assigned bob');
SELECT test.works('bob', format('SELECT api.admin_resolve_event(%L, ''harmless'')', :'event'), 'resolved');
SELECT test.refused('bob', format('SELECT api.admin_resolve_event(%L, ''again'')', :'event'), 'SR001', 'once');
SELECT test.works('bob', format($$SELECT api.admin_give_grant(%L, 'chat', 'x', '{watch}', now() + interval '1 hour')$$, test.account('dave')), 'a right for a while');
SELECT is(test.value('bob', 'SELECT permissions FROM console.grants WHERE username = ''dave'''), 'watch');
SELECT test.works('bob', format($$SELECT api.admin_take_grant(%L, 'chat', 'x')$$, test.account('dave')), 'taken again');
SELECT is(test.values('bob', 'SELECT id FROM console.grants WHERE username = ''dave'''), '{}');

-- A chat that is closed.
SELECT test.works('carol', test.post_call(test.id(), 'room'), 'posts');
SELECT is(test.value('bob', format('SELECT members || '' '' || messages || '' '' || bytes FROM api.admin_chat_effect(%L)', test.chat('room'))), '2 1 0', 'what it would touch');
SELECT test.works('bob', format('SELECT api.admin_close_chat(%L, true)', test.chat('room')), 'closed');
SELECT test.refused('carol', test.post_call(test.id(), 'room'), 'SR001', 'nobody posts any more');
SELECT is(test.value('bob', format('SELECT state FROM console.chats WHERE id = %L', test.chat('room'))), 'closed');
SELECT test.works('bob', format('SELECT api.admin_close_chat(%L, false)', test.chat('room')), 'opened');
SELECT test.works('carol', test.post_call(test.id(), 'room'), 'posts again');
SELECT test.refused('bob', format('SELECT api.admin_close_chat(%L, true)', test.chat('pair')), 'SR001', 'direct chats are two people''s own');

-- The log's chain, bounded.
SELECT admin.audit_head();
SELECT is(test.values('bob', $$SELECT finding FROM api.admin_verify_audit('administration', 1, 10000)$$), '{}', 'an untouched log');
SELECT test.refused('bob', $$SELECT * FROM api.admin_verify_audit('administration', 1, 10001)$$, 'SR002', 'not more at once');
SELECT test.run('bob', 'SELECT api.end_administration()');
SELECT test.run('bob', 'SELECT api.begin_administration()');
SELECT is(test.value('bob', 'SELECT seq FROM console.audit ORDER BY id DESC LIMIT 1'), NULL, 'what has just happened is shown before it is sealed');

-- The group's members are the active devices of owner and admins, whatever happens in which order.
SELECT is_empty('SELECT test.misplaced()', 'so far');
CREATE TABLE test.wrong (step integer, what text);
CREATE TABLE test.refusals (step integer, state text);
-- Who has lost the first device makes room for somebody else of the name.
CREATE FUNCTION test.change(step integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    who text := 'p' || floor(random() * 4)::integer;
    known uuid := test.account(who);
    deed integer := floor(random() * 16)::integer;
BEGIN
    IF known IS NULL THEN
        PERFORM test.enrol(who, test.token('account', 'alice'), test.id(), who || '_' || step, test.bytes(32, 'master' || step), 1, '');
    ELSIF NOT (SELECT d.active FROM tacet.devices d WHERE d.id = test.device(who)) THEN
        UPDATE test.people SET name = name || ' of ' || step WHERE account = known;
    ELSIF deed < 3 THEN
        PERFORM test.second_device(who, who || '_' || step);
    ELSIF deed < 5 THEN
        PERFORM admin.end_device((SELECT d.id FROM tacet.devices d WHERE d.user_id = known ORDER BY random() LIMIT 1));
    ELSIF deed < 7 THEN
        PERFORM test.run('alice', format('SELECT api.admin_suspend_person(%L)', known));
    ELSIF deed < 10 THEN
        PERFORM test.run('alice', format('SELECT api.admin_resume_person(%L)', known));
    ELSIF deed = 10 THEN
        PERFORM test.run('alice', format('SELECT api.admin_%s_person(%L)', CASE WHEN random() < 0.5 THEN 'erase' ELSE 'deactivate' END, known));
    ELSE
        PERFORM test.run('alice', format('SELECT api.set_workspace_role(%L, %L)', known,
            CASE (SELECT u.workspace_role FROM tacet.users u WHERE u.id = known) WHEN 'admin' THEN 'member' ELSE 'admin' END));
    END IF;
EXCEPTION WHEN OTHERS THEN
    INSERT INTO test.refusals VALUES (step, SQLSTATE);
END $$;
SELECT setseed(0.4711);
SELECT format('SELECT test.change(%s)', step), format('INSERT INTO test.wrong SELECT %s, x FROM test.misplaced() x', step)
  FROM generate_series(1, 300) step \gexec
SELECT is_empty('SELECT * FROM test.wrong', 'members of the console are the active devices of administrators');
SELECT cmp_ok((SELECT count(*) FROM admin.audit(NULL, 500, of_type => 'role')), '>', 40::bigint, 'much has happened');
-- Whose login is shut out makes no token, and what is repeated or too many is refused.
SELECT is_empty($$SELECT * FROM test.refusals WHERE state NOT IN ('42501', 'SR006', 'SR009')$$);
SELECT cmp_ok((SELECT count(*) FROM test.refusals), '<', 60::bigint, 'and little of it was refused');
SELECT is_empty($$SELECT d.db_role FROM tacet.devices d JOIN tacet.users u ON u.id = d.user_id WHERE d.active
    AND has_database_privilege(d.db_role, current_database(), 'CONNECT') = (u.suspended_at IS NOT NULL)$$, 'the active enter unless they are suspended');
SELECT * FROM finish();
