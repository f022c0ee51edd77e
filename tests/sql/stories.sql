-- Stories: who sees them, who saw them, and that they go.
\i support/media.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave');
CREATE FUNCTION test.story_sql(story uuid, privacy text, allowed uuid[] DEFAULT '{}', media_type text DEFAULT 'text',
    media uuid DEFAULT NULL, caption bytea DEFAULT 'sealed', color text DEFAULT '#00ff00', seconds integer DEFAULT 5) RETURNS text
    LANGUAGE sql AS $$ SELECT format('SELECT state FROM api.post_story(%L, %L, %L, %L, %L, %L, %L, %L)',
        story, media_type, media, caption, color, seconds, privacy, allowed) $$;
CREATE FUNCTION test.sees(who text) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, $q$SELECT story_id FROM api.stories('00000000-0000-0000-0000-000000000000',
        '00000000-0000-0000-0000-000000000000', 100)$q$) $$;
CREATE FUNCTION test.look_sql(author text, story uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT * FROM api.story(%L, %L)', test.account(author), story) $$;
CREATE FUNCTION test.view_sql(author text, story uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.view_story(%L, %L)', test.account(author), story) $$;
CREATE FUNCTION test.viewers(who text, story uuid) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, format('SELECT viewer_id FROM api.story_viewers(%L, %L, 100)', story,
        '00000000-0000-0000-0000-000000000000')) $$;

SELECT test.refused('alice', test.story_sql(NULL, 'all'), 'SR002', 'no id');
SELECT test.refused('alice', test.story_sql(test.id('-40 days'), 'all'), 'SR002', 'an id of the past');
SELECT test.refused('alice', test.story_sql(test.id(), 'some'), 'SR002', 'another privacy');
SELECT test.refused('alice', test.story_sql(test.id(), NULL), 'SR002', 'none');
SELECT test.refused('alice', test.story_sql(test.id(), 'selected'), 'SR002', 'selected without anybody');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', ARRAY[test.account('bob')]), 'SR002', 'all and somebody');
SELECT test.refused('alice', test.story_sql(test.id(), 'selected', ARRAY[NULL]::uuid[]), 'SR002', 'NULL as a person');
SELECT test.refused('alice', test.story_sql(test.id(), 'selected', (SELECT array_agg(gen_random_uuid()) FROM generate_series(1, 513))), 'SR002', '513 people');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', NULL), 'SR002', 'NULL as a list');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', caption => NULL), 'SR002', 'a text without words');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', media => test.id()), 'SR002', 'a text with a picture');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', media_type => 'image'), 'SR002', 'a picture without one');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', color => 'green'), 'SR002', 'a colour in words');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', seconds => 0), 'SR002', 'no time');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', caption => test.bytes(20481, 'x')), 'SR002', 'too long');

-- All, contacts (the author's), selected.
SELECT test.id('-3 s') AS for_all, test.id('-2 s') AS for_contacts, test.id('-1 s') AS for_some \gset
SELECT test.run('alice', format('SELECT api.add_contact(%L)', test.account('bob')));
SELECT test.run('carol', format('SELECT api.add_contact(%L)', test.account('alice')));
SELECT is(test.value('alice', test.story_sql(:'for_all', 'all')), 'posted');
SELECT is(test.value('alice', test.story_sql(:'for_contacts', 'contacts')), 'posted');
SELECT is(test.value('alice', test.story_sql(:'for_some', 'selected', ARRAY[test.account('dave'), test.account('dave'), test.account('alice'), test.id()])), 'posted');
SELECT is(test.value('alice', test.story_sql(:'for_all', 'all')), 'repeat');
SELECT test.refused('alice', test.story_sql(:'for_all', 'contacts'), 'SR006', 'another story of the same id');
SELECT test.works('bob', test.story_sql(:'for_all', 'all'), 'an id is one''s own');
SELECT test.run('bob', format('SELECT api.delete_story(%L)', :'for_all'));
SELECT is(test.sees('alice'), ARRAY[:'for_all', :'for_contacts', :'for_some'], 'the author sees all three');
SELECT is(test.sees('bob'), ARRAY[:'for_all', :'for_contacts'], 'a contact of the author two');
SELECT is(test.sees('carol'), ARRAY[:'for_all'], 'who has the author as a contact is no contact of the author');
SELECT is(test.sees('dave'), ARRAY[:'for_all', :'for_some'], 'who was chosen two');
SELECT is(test.values('bob', format('SELECT story_id FROM api.stories(%L, %L, 1)', :'for_all', test.account('alice'))), ARRAY[:'for_contacts'], 'pages');
SELECT is(test.values('bob', format('SELECT story_id FROM api.stories(%L, %L, 1)', :'for_contacts', test.account('alice'))), '{}', 'to the end');
SELECT test.refused('bob', format('SELECT api.stories(%L, NULL, 1)', :'for_all'), 'SR002', 'no cursor');
SELECT is(test.value('alice', format('SELECT privacy FROM api.story(%L, %L)', test.account('alice'), :'for_some')), 'selected', 'the author knows for whom it is');
SELECT is(test.value('dave', format('SELECT privacy FROM api.story(%L, %L)', test.account('alice'), :'for_some')), NULL, 'the others do not');

-- No oracle: hidden, absent and expired are one.
SELECT test.refused('carol', test.look_sql('alice', :'for_some'), 'SR001', 'hidden');
SELECT test.refused('carol', test.look_sql('alice', test.id()), 'SR001', 'absent');
SELECT test.refused('carol', test.look_sql('bob', :'for_all'), 'SR001', 'of somebody else');
SELECT test.refused('carol', test.view_sql('alice', :'for_some'), 'SR001', 'cannot be looked at');
SELECT test.refused('carol', 'SELECT api.view_story(NULL, NULL)', 'SR001', 'NULLs');
SELECT test.refused('carol', format('SELECT api.story_viewers(%L, %L, 10)', :'for_all', test.id()), 'SR001', 'viewers are for the author');
SELECT test.refused('carol', format('SELECT api.delete_story(%L)', :'for_all'), 'SR001', 'so is deleting');
SELECT is(test.value('carol', format('SELECT count(*) FROM api.stories(%L, %L, 500)', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000')), '1');

-- Views.
SELECT test.works('bob', test.view_sql('alice', :'for_all'), 'seen');
SELECT test.works('bob', test.view_sql('alice', :'for_all'), 'again');
SELECT test.works('alice', test.view_sql('alice', :'for_all'), 'by the author');
SELECT is(test.viewers('alice', :'for_all'), ARRAY[test.account('bob')::text], 'counted once, and never the author');
SELECT is(test.value('bob', format('SELECT viewed FROM api.story(%L, %L)', test.account('alice'), :'for_all')), 'true');
SELECT admin.set_policy('{"story_views_shown": false}');
SELECT test.run('carol', test.view_sql('alice', :'for_all'));
SELECT is(test.viewers('alice', :'for_all'), '{}', 'where the workspace does not show it, nobody learns it');
SELECT is((SELECT count(*) FROM tacet.story_views), 1::bigint, 'and it is not written down');
SELECT admin.reset_policy('story_views_shown');

-- The picture of a story is as visible as the story.
SELECT test.upload('alice', 'account', test.account('alice'), 'story', 2000) AS picture, test.id() AS pictured \gset
SELECT test.refused('bob', test.read_sql('account', test.account('alice'), :'picture'), 'SR001', 'not before it is posted');
SELECT test.refused('bob', test.story_sql(test.id(), 'all', media_type => 'image', media => :'picture'), 'SR001', 'nor in another''s story');
SELECT test.refused('alice', test.story_sql(test.id(), 'all', media_type => 'image', media => test.id()), 'SR001', 'nor one that is not there');
SELECT test.works('alice', test.story_sql(:'pictured', 'contacts', media_type => 'image', media => :'picture'), 'posted');
SELECT test.works('bob', test.read_sql('account', test.account('alice'), :'picture'), 'a contact sees it');
SELECT test.refused('carol', test.read_sql('account', test.account('alice'), :'picture'), 'SR001', 'nobody else');
SELECT test.refused('carol', format('SELECT api.media_of(%L, %L, %L, 10)', 'account', test.account('alice'), '00000000-0000-0000-0000-000000000000'), 'SR001', 'nor in a list');
SELECT ok((SELECT m.expires_at = x.expires_at FROM tacet.media m, tacet.stories x WHERE m.id = :'picture' AND x.id = :'pictured'), 'both end together');

-- What changes afterwards: contacts and blocks.
SELECT test.run('alice', format('SELECT api.remove_contact(%L)', test.account('bob')));
SELECT is(test.sees('bob'), ARRAY[:'for_all'], 'no contact any more');
SELECT test.refused('bob', test.read_sql('account', test.account('alice'), :'picture'), 'SR001', 'nor the picture');
SELECT test.run('alice', format('SELECT api.block_user(%L)', test.account('dave')));
SELECT is(test.sees('dave'), '{}', 'whom the author blocked sees nothing');
SELECT test.refused('dave', test.look_sql('alice', :'for_some'), 'SR001', 'although chosen');
SELECT test.refused('dave', test.view_sql('alice', :'for_all'), 'SR001', 'nothing at all');
SELECT test.run('carol', format('SELECT api.block_user(%L)', test.account('alice')));
SELECT is(test.sees('carol'), '{}', 'who blocked the author sees nothing either');

-- After 24 hours, and on the author's word.
SELECT admin.set_policy('{"stories_of_author": 4}');
SELECT test.refused('alice', test.story_sql(test.id(), 'all'), 'SR004', 'enough at once');
SELECT ok((SELECT expires_at BETWEEN now() + interval '23 hours 59 minutes' AND now() + interval '24 hours' FROM tacet.stories WHERE id = :'for_all'), '24 hours');
UPDATE tacet.stories SET expires_at = now() - interval '1 second' WHERE id = :'for_all';
SELECT is(test.sees('bob'), '{}', 'expired, before anybody cleans up');
SELECT test.refused('bob', test.look_sql('alice', :'for_all'), 'SR001', 'and cannot be asked for');
SELECT is(s.cleanup_expired_stories(), 1::bigint);
SELECT is((SELECT count(*) FROM tacet.story_views), 0::bigint, 'views go with it');
SELECT test.works('alice', format('SELECT api.delete_story(%L)', :'pictured'), 'deleted');
SELECT is((SELECT count(*) FROM tacet.media WHERE id = :'picture') + (SELECT count(*) FROM tacet.media_chunks), 0::bigint, 'with its picture');
SELECT test.refused('alice', format('SELECT api.delete_story(%L)', :'pictured'), 'SR001', 'once');
SELECT test.upload('alice', 'account', test.account('alice'), 'story', 2000) AS picture \gset
SELECT test.run('alice', test.story_sql(test.id(), 'contacts', media_type => 'video', media => :'picture'));
SELECT s.run_hooks('user_deleted', test.account('alice'));
SELECT is((SELECT count(*) FROM tacet.stories) + (SELECT count(*) FROM tacet.story_privacy_lists) + (SELECT count(*) FROM tacet.media), 0::bigint,
    'a deleted account''s stories go');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree');
SELECT lives_ok('SELECT admin.maintain()');
SELECT * FROM finish();
