-- A migration as it stands in applications today; the sequence is listed in the URL.
CREATE TABLE customer_orders (id bigint PRIMARY KEY, item text NOT NULL);
CREATE SEQUENCE IF NOT EXISTS orders START 100 INCREMENT BY 5;
