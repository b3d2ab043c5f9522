DROP INDEX viewed_posting_at;
DROP TABLE view_clearing;
