-- Words without operators mean the same to a program that knows none.
SELECT 1;
