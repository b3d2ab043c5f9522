DROP TABLE suppression;
DROP TABLE alert_delivery;
DROP TABLE alert_batch_posting;
DROP TABLE alert_batch;
DROP TABLE alert_cursor;
DROP TABLE alert;
DROP TABLE subscriber;
