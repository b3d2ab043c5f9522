-- Searches were words and nothing else when these alerts were saved: commas, quotes and stars parted words, and a dash
-- before one said nothing. Now they are operators, so they go, and every search means what it meant.
CREATE TEMPORARY TABLE alert_words AS
SELECT id,
    substr(criteria, 3, instr(criteria || '&', '&') - 3) AS q,
    substr(criteria, instr(criteria || '&', '&')) AS rest
FROM alert
WHERE criteria LIKE 'q=%';

UPDATE alert_words SET q = '+' || replace(replace(replace(q, ',', '+'), '%2A', '+'), '%22', '+') || '+';
UPDATE alert_words SET q = replace(replace(replace(q, '%E2%80%9C', '+'), '%E2%80%9D', '+'), '%E2%80%9E', '+');
-- Up to fifteen dashes before a word.
UPDATE alert_words SET q = replace(replace(q, '+--------', '+'), '+----', '+');
UPDATE alert_words SET q = replace(replace(q, '+--', '+'), '+-', '+');
-- Single spaces between words, none around them.
UPDATE alert_words SET q = trim(replace(replace(replace(q, '+', '+ '), ' +', ''), '+ ', '+'), '+');

UPDATE alert
SET criteria = (SELECT 'q=' || q || rest FROM alert_words WHERE alert_words.id = alert.id),
    version = version + 1
WHERE EXISTS (
    SELECT 1 FROM alert_words
    WHERE alert_words.id = alert.id AND q <> '' AND 'q=' || q || rest <> alert.criteria
);

DROP TABLE alert_words;
