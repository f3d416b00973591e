CREATE TABLE orders (number bigint PRIMARY KEY, customer text NOT NULL);
