DELETE FROM task WHERE kind = 'compare_texts';
DROP TABLE viewed_posting;
DROP TABLE posting_text;
