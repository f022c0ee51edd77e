-- Policies, hooks and the core of chats.
SELECT plan(22);
SELECT test.join('alice'), test.join('bob'), test.join('carol');

SELECT throws_ok($$SELECT admin.set_policy('{"unknown": 1}')$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_policy('{"send_burst": "many"}')$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_policy('{"send_burst": -1}')$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_policy('{"send_burst": null}')$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_policy('{"delivery_status": "all"}')$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_policy(NULL)$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_policy('{"send_burst": 3, "unknown": 1}')$$, 'SR002', NULL, 'all or nothing');
SELECT is(s.policy('send_burst'), '10000'::jsonb, 'nothing was changed by what was refused');
SELECT lives_ok($$SELECT admin.set_policy('{}')$$, 'no change is no error');
SELECT lives_ok($$SELECT admin.set_policy('{"send_burst": 7, "delivery_status": "read"}')$$);
SELECT is(s.policy_number('send_burst'), 7::double precision);
SELECT is((SELECT value FROM admin.policies() WHERE key = 'delivery_status'), '"read"'::jsonb);
SELECT lives_ok($$SELECT admin.reset_policy('send_burst')$$);
SELECT is(s.policy_number('send_burst'), 10000::double precision, 'back to the standard');
SELECT throws_ok($$SELECT admin.reset_policy('unknown')$$, 'SR002');
SELECT is(uuid_extract_version(s.new_id()), 7::smallint);
SELECT ok(abs(extract(epoch FROM s.uuid7_time(s.new_id()) - clock_timestamp())) < 1, 'ids of now');

SELECT test.run('alice', format('SELECT api.open_direct_chat(%L, %L)', test.id(), test.account('bob')));
SELECT is((s.participation(test.account('bob'), (SELECT id FROM tacet.chats))).chat_type, 'direct');
SELECT throws_ok(format('SELECT s.participation(%L, %L)', test.account('carol'), (SELECT id FROM tacet.chats)), 'SR001');
SELECT throws_ok(format('SELECT s.demand_group_permission(%L, %L, %L)', test.account('bob'), (SELECT id FROM tacet.chats),
    'send_messages'), 'SR001', NULL, 'a direct chat is no group');
SELECT throws_ok(format($$INSERT INTO tacet.chats (id, chat_type, max_members, visibility) VALUES (%L, 'group', 5, 'public')$$,
    test.id()), '23514', NULL, 'a public group has a name');
SELECT throws_ok(format($$INSERT INTO tacet.chats (id, chat_type, max_members, name) VALUES (%L, 'group', 5, 'plain')$$,
    test.id()), '23514', NULL, 'a private group has no plain name');
SELECT * FROM finish();
